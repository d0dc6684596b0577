import { duplicateGroupText, duplicateReportJson, type DuplicateReport } from '@aim/scanner';

/** A list of groups as JSON, piece by piece, one group a line: the whole text can be larger than the scan itself. */
export function* duplicateGroupsJson({ groups }: DuplicateReport): Generator<string> {
  yield '[';
  for (const [index, group] of groups.entries()) {
    yield index === 0 ? '\n' : ',\n';
    yield duplicateGroupText(group);
  }
  yield groups.length === 0 ? ']' : '\n]';
}

/** What a report holds beside its groups, as JSON. */
export function duplicateFactsJson(
  report: DuplicateReport,
): Omit<ReturnType<typeof duplicateReportJson>, 'kind' | 'plan_id' | 'duplicates'> {
  const empty = { ...report, groups: [] };
  const { kind: _kind, plan_id: _id, duplicates: _none, ...facts } = duplicateReportJson(empty, '');
  return { ...facts, summary: { ...facts.summary, total_groups: report.groups.length } };
}
