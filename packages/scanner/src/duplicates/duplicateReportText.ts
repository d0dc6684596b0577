import { duplicateReportJson, groupJson } from './duplicateReportJson.js';
import type { DuplicateReport } from './DuplicateReport.js';

const chunkLength = 65_536;

/**
 * The text of `duplicateReportJson(report, planId)`, piece by piece: the whole text of a large report would take more
 * memory than the scan.
 */
export function* duplicateReportText(report: DuplicateReport, planId?: string): Generator<string> {
  const { duplicates: _none, ...rest } = duplicateReportJson({ ...report, groups: [] }, planId);
  const summary = { ...rest.summary, total_groups: report.groups.length };
  let chunk = `${JSON.stringify({ ...rest, summary }).slice(0, -1)},"duplicates":[`;
  for (const [index, group] of report.groups.entries()) {
    chunk += (index === 0 ? '' : ',') + JSON.stringify(groupJson(group));
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}]}\n`;
}
