/** What became of one action that was to be undone. */
export interface UndoOutcome {
  readonly path: string;
  readonly outcome: /** It is as it was before the fix. */
  | 'restored'
    /** The fix had not touched it, or it was undone before. */
    | 'untouched'
    /** It was changed, replaced or removed since the fix, so it was left alone. */
    | 'changed'
    /** The system refused; `code` says how. */
    | 'failed';
  readonly code?: string;
  /** Where what the fix took away still is. */
  readonly kept_at?: string;
}
