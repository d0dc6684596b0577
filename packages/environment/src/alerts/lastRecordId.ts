import { systemFs } from '@aim/core';

const tailBytes = 65_536;

/** The highest `RecordId` among the last records of a file; 0 when there is none. */
export function lastRecordId(path: string): number {
  let text: string;
  try {
    text = readTail(path);
  } catch {
    return 0;
  }
  const ids = [...text.matchAll(/"RecordId":\s*(\d{1,15})\b/g)].map(([, id]) => Number(id));
  return Math.max(0, ...ids);
}

function readTail(path: string): string {
  const descriptor = systemFs.openSync(path, 'r');
  try {
    const size = systemFs.fstatSync(descriptor).size;
    const buffer = Buffer.alloc(Math.min(size, tailBytes));
    const length = systemFs.readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    return buffer.subarray(0, length).toString();
  } finally {
    systemFs.closeSync(descriptor);
  }
}
