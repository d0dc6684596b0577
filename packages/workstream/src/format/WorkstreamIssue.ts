/** What kind of problem a workstream file or a set of workstreams has. */
export type WorkstreamIssueCode =
  | 'alien_shape'
  | 'cycle'
  | 'duplicate_id'
  | 'duplicate_key'
  | 'id_prefix'
  | 'missing_dependency'
  | 'overlap'
  | 'schema'
  | 'syntax'
  | 'template'
  | 'unknown_key'
  | 'unreadable';

export interface WorkstreamIssue {
  readonly severity: 'error' | 'warning';
  readonly code: WorkstreamIssueCode;
  readonly message: string;
  /** What to do next, as a full sentence. */
  readonly hint?: string;
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  readonly workstream?: string;
}
