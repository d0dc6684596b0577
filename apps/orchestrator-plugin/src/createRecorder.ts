import type { AuditEvent, AuditSink } from '@aim/core';
import type { AimEvent } from './AimEvent.js';

export interface RecorderInput {
  readonly audit: AuditSink;
  readonly publish: (event: AimEvent) => void;
  readonly runId: string;
  /** Added to the details of every record. */
  readonly labels: Readonly<Record<string, string>>;
  readonly now: () => Date;
}

export interface Recorder {
  /** The audit log, with the ids of the run and of the workstream in each record. */
  readonly sinkFor: (workstream: string | undefined) => AuditSink;
  /** Says something to whoever follows the events, without a record. */
  readonly notice: (message: string) => void;
}

/** Puts the run's ids into each record, and tells those who follow the events once it is on disk. */
export function createRecorder({ audit, publish, runId, labels, now }: RecorderInput): Recorder {
  let seq = 0;
  const ids = (workstream: string | undefined) => ({
    run_id: runId,
    ...(workstream !== undefined && { ws_id: workstream }),
  });
  const announce = (
    event: Pick<AuditEvent, 'message' | 'severity' | 'details'> & Pick<AimEvent, 'type'>,
    workstream?: string,
  ): void => {
    seq += 1;
    const { type, message, severity = 'info', details = {} } = event;
    publish({
      seq,
      type,
      timestamp: now().toISOString(),
      severity,
      message,
      ...ids(workstream),
      details,
    });
  };
  return {
    sinkFor: (workstream) => async (event) => {
      const details = { ...event.details, ...labels };
      await audit({ ...event, details: { ...details, ...ids(workstream) } });
      announce({ ...event, details }, workstream);
    },
    notice: (message) => announce({ type: 'notice', message }),
  };
}
