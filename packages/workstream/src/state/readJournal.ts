import { readFileSync } from 'node:fs';
import { systemErrorCode } from '@aim/core';
import { isObject } from '../format/fieldRules.js';
import { workstreamError } from '../errors.js';
import { isRunPlan } from './isRunPlan.js';
import type { RunHeader, RunRecord } from './RunRecord.js';

export interface ReadJournal {
  /** Absent for a run that ended before it was fully begun. */
  readonly header?: RunHeader;
  readonly records: readonly RunRecord[];
  /** Bytes of complete lines; what follows was cut off by the end of its writer. */
  readonly length: number;
}

/**
 * Reads a journal. A last line without its line break is what an interrupted write leaves, and is passed over.
 *
 * @throws AimError WORKSTREAM_STATE_DAMAGED for any other line that is no record.
 */
export function readJournal(file: string): ReadJournal {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    if (systemErrorCode(cause) === 'ENOENT') return { records: [], length: 0 };
    throw damaged(file, systemErrorCode(cause), cause);
  }
  const length = bytes.lastIndexOf('\n') + 1;
  const lines = bytes.toString('utf8', 0, length).split('\n').slice(0, -1);
  const records = lines.map((line, index) => {
    const record = parseRecord(line);
    if (!record) throw damaged(file, `line ${index + 1} is no record`);
    return record;
  });
  const [header] = records;
  if (!header) return { records, length };
  if (header.type !== 'header' || header.format !== 1) throw damaged(file, 'it does not start with a header');
  return { header, records, length };
}

function parseRecord(line: string): RunRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) && isRecord(value) ? (value as unknown as RunRecord) : undefined;
  } catch {
    return undefined;
  }
}

function isRecord({ type, ws, ...fields }: Readonly<Record<string, unknown>>): boolean {
  if (type === 'finished') return true;
  if (type === 'header') return isRunPlan(fields.plan);
  if (typeof ws !== 'string') return false;
  if (type === 'tree') return typeof fields.base === 'string';
  if (type === 'result') return isObject(fields.result);
  return (
    typeof fields.key === 'string' && (type === 'started' || (type === 'unit' && isObject(fields.outcome)))
  );
}

function damaged(file: string, problem: string, cause?: unknown): Error {
  return workstreamError('WORKSTREAM_STATE_DAMAGED', `Cannot use the journal ${file}: ${problem}.`, {
    hint: 'Start a new run; the directory of this one can be removed.',
    ...(cause !== undefined && { cause }),
    details: { path: file },
  });
}
