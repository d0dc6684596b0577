/** One thing that a checking step does. */
export type Check = CheckTarget & {
  /** Unique within its step. */
  readonly name: string;
  /** Whether its failure fails the step. */
  readonly blocking: boolean;
};

export type CheckTarget =
  | { readonly kind: 'capability'; readonly capability: string }
  | { readonly kind: 'command'; readonly words: readonly string[] }
  /** `args` replace the profile's own. */
  | { readonly kind: 'profile'; readonly profile: string; readonly args?: readonly string[] };

/** All that a workstream runs beside its edit. */
export interface WorkstreamChecks {
  readonly static: readonly Check[];
  readonly runtime: readonly Check[];
  /** In the order they are to be carried out. */
  readonly compensation: readonly Check[];
  /** Acceptance tests and compensation actions that are prose, for people to look after. */
  readonly manual: readonly string[];
  /** What makes the workstream impossible to run, as full sentences. */
  readonly problems: readonly string[];
}
