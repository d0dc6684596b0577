export type AuditProblemKind =
  | 'not_chained'
  | 'changed'
  | 'sequence'
  | 'chain'
  | 'recorded_break'
  | 'torn_tail'
  | 'head_missing'
  | 'head_invalid'
  | 'head_unsigned'
  | 'head_mismatch'
  | 'behind_head'
  | 'log_missing'
  | 'floor_invalid';

export interface AuditProblem {
  readonly file: string;
  /** From 1; absent for a problem of the whole file. */
  readonly line?: number;
  readonly seq?: number;
  readonly kind: AuditProblemKind;
  readonly message: string;
}
