/** What an issue is about, so that a caller can choose which warnings to show when. */
export type ConfigIssueTopic =
  | 'syntax'
  | 'value'
  | 'unknown-key'
  | 'variable'
  | 'trust'
  | 'order'
  | 'reference'
  | 'legacy';

/** One problem of one configuration file. */
export interface ConfigIssue {
  readonly severity: 'error' | 'warning';
  readonly topic: ConfigIssueTopic;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column: number;
  /** JSON pointer into the file as written. */
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string;
}
