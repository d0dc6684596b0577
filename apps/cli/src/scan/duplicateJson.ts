import { duplicateReportJson, type DuplicateGroup, type DuplicateReport } from '@aim/scanner';

/** Groups that are put together before they are handed out. */
const batch = 256;

/** A list of groups as JSON, piece by piece, one group a line: the whole text can be larger than the scan itself. */
export function* duplicateGroupsJson(report: DuplicateReport): Generator<string> {
  const { groups } = report;
  yield '[';
  for (let start = 0; start < groups.length; start += batch) {
    const lines = jsonOf(report, groups.slice(start, start + batch)).duplicates.map((group) =>
      JSON.stringify(group),
    );
    yield `${start === 0 ? '\n' : ',\n'}${lines.join(',\n')}`;
  }
  yield groups.length === 0 ? ']' : '\n]';
}

/** What a report holds beside its groups, as JSON. */
export function duplicateFactsJson(
  report: DuplicateReport,
): Omit<ReturnType<typeof duplicateReportJson>, 'kind' | 'plan_id' | 'duplicates'> {
  const { kind: _kind, plan_id: _id, duplicates: _none, ...facts } = jsonOf(report, [], report);
  return { ...facts, summary: { ...facts.summary, total_groups: report.groups.length } };
}

const nothing: Pick<DuplicateReport, 'unreadable' | 'changed' | 'storesLeftOut'> = {
  unreadable: [],
  changed: [],
  storesLeftOut: [],
};

function jsonOf(
  report: DuplicateReport,
  groups: readonly DuplicateGroup[],
  lists: typeof nothing = nothing,
): ReturnType<typeof duplicateReportJson> {
  const { unreadable, changed, storesLeftOut } = lists;
  return duplicateReportJson({ ...report, groups, unreadable, changed, storesLeftOut }, '');
}
