import type { DuplicateEntry, DuplicateGroup } from './DuplicateReport.js';
import { megabytes } from './megabytes.js';

/**
 * The JSON text of one group in `duplicateReportJson`. Put together by hand: of a report with many groups, making the
 * text is otherwise a sixth of the scan.
 */
export function duplicateGroupText({ hash, algorithm, size, wastedBytes, entries }: DuplicateGroup): string {
  const paths = entries.map(({ path }) => JSON.stringify(path));
  const members = entries.map((entry, index) => entryText(entry, paths[index] ?? ''));
  const wasted = `"wasted_bytes":${wastedBytes},"wasted_mb":${megabytes(wastedBytes)}`;
  const sizes = `"size":${size},"size_mb":${megabytes(size)},${wasted}`;
  return `{"hash":"${hash}","algorithm":"${algorithm}","files":[${paths.join(',')}],${sizes},"entries":[${members.join(',')}]}`;
}

function entryText({ pathBytes, dev, ino, mtimeNs, links }: DuplicateEntry, path: string): string {
  const bytes = pathBytes === undefined ? '' : `"path_base64":"${pathBytes.toString('base64')}",`;
  const names = links === undefined ? '' : `,"links":${JSON.stringify(links)}`;
  return `{"path":${path},${bytes}"dev":"${dev}","ino":"${ino}","mtime_ns":"${mtimeNs}"${names}}`;
}
