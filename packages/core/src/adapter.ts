import type { Runner } from './runner.js';

/** The adapter contract's name, sent in every request. */
export const adapterContract = 'AIM_PLUS_V1';

export const failureReasons = [
  'not_installed',
  'auth',
  'quota',
  'rate_limited',
  'billing',
  'overloaded',
  'context_too_long',
  'timeout',
  'contract',
  'crashed',
  'refused_by_policy',
  'tool_error',
] as const;

/** Why a tool did not do what it was asked. */
export type FailureReason = (typeof failureReasons)[number];

/** What an adapter is asked; for a script adapter, the one JSON object on its standard input. */
export interface AdapterRequest {
  readonly capability: string;
  /** As the caller gave it: usually `prompt` and `files`. Not validated beyond the security limits. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** The tool's id in the registry. */
  readonly tool: string;
  readonly timeout_ms: number;
  /** Retries the adapter may make by itself. The router retries, so it sends 0. */
  readonly max_retries: number;
  readonly contract: typeof adapterContract;
}

/** What an adapter answers; for a script adapter, the one JSON object on its standard output. */
export interface AdapterResult {
  readonly success: boolean;
  readonly message: string;
  /** Facts such as `files_modified`; on failure `error_reason` holds a {@link FailureReason}. */
  readonly content: Readonly<Record<string, unknown>> | null;
}

/** What a built-in adapter may use. A tool is started only through `run`. */
export interface AdapterContext {
  readonly run: Runner;
  /** Absolute path of the tool's executable. */
  readonly executable: string;
  readonly cwd: string;
  /** The child's whole environment, the tool's secrets included. */
  readonly env: Readonly<Record<string, string>>;
  /** Secret values to keep out of everything the adapter returns. */
  readonly mask: readonly string[];
  readonly signal?: AbortSignal;
}

/** How to talk to one AI tool. */
export interface Adapter {
  readonly id: string;
  readonly capabilities: readonly string[];
  /** The secrets the tool may see unless its configuration says otherwise. */
  readonly secrets: readonly string[];
  /** Never rejects for a failure of the tool. */
  invoke(request: AdapterRequest, context: AdapterContext): Promise<AdapterResult>;
}
