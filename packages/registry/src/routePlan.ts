import type { FailureReason } from '@aim/core';

/** What is to be routed. */
export interface RouteRequest {
  readonly capability: string;
  /** Only this tool; it must be in the capability's chain or declare the capability. */
  readonly tool?: string;
  /** Of each attempt, in ms; beats the rule's and the registry's. */
  readonly timeoutMs?: number;
  /** Tools that are to be taken as failing, each with the reason: shows what the chain would do. */
  readonly simulate?: Readonly<Record<string, FailureReason>>;
}

/** How a tool would be talked to. */
export type PlannedAdapter =
  | { readonly kind: 'built-in'; readonly id: string }
  | {
      readonly kind: 'script';
      readonly path: string;
      /** The program that is started, and its arguments up to and including the script. */
      readonly interpreter: { readonly file: string; readonly args: readonly string[] };
    };

export type RouteStepStatus =
  | 'ready'
  | 'not_installed'
  | 'unknown_tool'
  | 'refused_by_policy'
  | 'no_adapter'
  | 'simulated_failure';

/** One tool of the chain. */
export interface RouteStep {
  readonly tool: string;
  readonly status: RouteStepStatus;
  /** Why the tool would not do it; absent when it is ready. */
  readonly reason?: FailureReason;
  /** Absolute path of the tool's executable, when it is installed. */
  readonly path?: string;
  readonly adapter?: PlannedAdapter;
  /** What a user should know about the choice, such as a script that is missing. */
  readonly notes: readonly string[];
  /** One sentence: why the step has its status. */
  readonly why: string;
}

/** Why nothing can be routed at all. */
export interface RouteError {
  readonly code: 'unknown_capability' | 'unknown_tool' | 'tool_without_capability';
  readonly message: string;
  /** The known name that is most like the one asked for. */
  readonly nearest?: string;
}

/** The whole chain, with the first tool that is ready. Made without starting anything. */
export interface RoutePlan {
  readonly capability: string;
  readonly steps: readonly RouteStep[];
  /** The first step that is ready; `null` when none is. */
  readonly chosen: string | null;
  /** Of each attempt. */
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly loadBalance: boolean;
  readonly notes: readonly string[];
  readonly error?: RouteError;
}
