import { describe, expect, it } from 'vitest';
import { duplicateGroupText } from '../../src/duplicates/duplicateGroupText.js';
import { duplicateReportJson } from '../../src/duplicates/duplicateReportJson.js';
import type { DuplicateReport } from '../../src/duplicates/DuplicateReport.js';

const entry = { path: '/r/a', dev: 1n, ino: 18446744073709551615n, mtimeNs: 1700000000123456789n };
const report: DuplicateReport = {
  roots: ['/r'],
  groups: [
    {
      size: 1_572_864,
      hash: '00ff',
      algorithm: 'xxh64',
      entries: [
        { ...entry, links: ['/r/z'] },
        { ...entry, path: '/r/b\ufffd', pathBytes: Buffer.from([0x2f, 0x72, 0x2f, 0x62, 0xff]) },
      ],
      wastedBytes: 1_572_864,
    },
  ],
  scannedFiles: 7,
  scannedBytes: 10_485_760,
  wastedBytes: 1_572_864,
  unreadable: [{ path: '/r/x', code: 'EACCES' }],
  changed: [{ path: '/r/y', reason: 'modified' }],
  skipped: { empty: 1, tooSmall: 2, sparse: 7, symbolicLinks: 3, special: 4, hardLinks: 5, excluded: 6 },
  storesLeftOut: ['/r/.git/objects'],
};

describe('the JSON document', () => {
  const json = duplicateReportJson(report, 'plan-1');

  it('has the older shape, with exact sizes beside MB', () => {
    expect(json.duplicates[0]).toMatchObject({
      hash: '00ff',
      algorithm: 'xxh64',
      files: ['/r/a', '/r/b\ufffd'],
      size: 1_572_864,
      size_mb: 1.5,
      wasted_bytes: 1_572_864,
      wasted_mb: 1.5,
    });
    expect(json.summary).toEqual({
      total_scanned_files: 7,
      total_scanned_bytes: 10_485_760,
      total_scanned_mb: 10,
      total_wasted_bytes: 1_572_864,
      total_wasted_mb: 1.5,
      total_groups: 1,
    });
    expect(json.unreadable).toEqual([{ path: '/r/x', error: 'EACCES' }]);
    expect(json.skipped).toMatchObject({ too_small: 2, sparse: 7, hard_links: 5 });
  });

  it('loses no digit and no byte on its way through text', () => {
    const read = JSON.parse(JSON.stringify(json)) as typeof json;
    expect(read).toEqual(json);
    const [first, second] = read.duplicates[0]!.entries;
    expect(first).toEqual({
      path: '/r/a',
      dev: '1',
      ino: '18446744073709551615',
      mtime_ns: '1700000000123456789',
      links: ['/r/z'],
    });
    expect(Buffer.from(second!.path_base64!, 'base64')).toEqual(report.groups[0]!.entries[1]!.pathBytes);
  });

  it('is the same when a group is written by itself', () => {
    for (const [index, group] of report.groups.entries())
      expect(duplicateGroupText(group)).toBe(JSON.stringify(json.duplicates[index]));
  });

  it('says what it is, so that a fix can recognise it', () => {
    expect(json).toMatchObject({ kind: 'aim-scan-duplicates', version: 1, plan_id: 'plan-1' });
    expect(duplicateReportJson(report).plan_id).not.toBe(duplicateReportJson(report).plan_id);
  });
});
