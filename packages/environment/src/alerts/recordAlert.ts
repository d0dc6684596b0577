import { displayText, systemErrorCode } from '@aim/core';
import type { AlertEffects, ChannelOutcome } from './AlertChannels.js';
import type { AlertRecord } from './AlertRecord.js';

/** Appends a record to the JSONL file. A failure is an outcome. */
export function recordAlert(
  record: AlertRecord,
  path: string,
  { append }: Required<AlertEffects>,
): ChannelOutcome {
  try {
    append(path, `${JSON.stringify(record)}\n`);
    return { channel: 'file', ok: true };
  } catch (error) {
    const reason = `The record could not be written to ${displayText(path)}: ${systemErrorCode(error)}.`;
    return { channel: 'file', ok: false, reason };
  }
}
