import type { Adapter, AuditSink, Runner } from '@aim/core';
import type { PlanEffects } from './planRoute.js';
import type { Registry } from './registry.js';
import type { RoutePlan } from './routePlan.js';

/** What a caller wants done. */
export interface InvocationRequest {
  readonly capability: string;
  /** Usually `prompt` and `files`. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Only this tool, no fallbacks. */
  readonly tool?: string;
  /** Of each attempt, in ms; beats the rule's and the registry's. */
  readonly timeoutMs?: number;
}

/** The environment of one tool's child process, and the values in it that must never be shown. */
export interface ToolEnvironment {
  readonly env: Readonly<Record<string, string>>;
  readonly mask: readonly string[];
}

/** What an invocation works with. */
export interface InvocationEffects extends Omit<PlanEffects, 'builtInAdapter'> {
  readonly registry: Registry;
  /** The built-in adapter with this id. Asked only for tools of the chain. */
  readonly adapters: (id: string) => Adapter | undefined | Promise<Adapter | undefined>;
  readonly run: Runner;
  /** Asked once for each tool that is started. `adapter.secrets` are the names the tool may see by default. */
  readonly environmentFor: (tool: string, adapter: Adapter) => Promise<ToolEnvironment>;
  readonly audit: AuditSink;
  /** Where tools run and what relative paths of the payload start from. */
  readonly cwd: string;
  /** Where the queue's locks lie; without it invocations do not wait for each other. */
  readonly lockDirectory?: string;
  /** Longest wait in the queue in ms; ten minutes when absent. */
  readonly queueWaitMs?: number;
  /** A monotonic clock in ms. */
  readonly clock?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Ends running tools and everything that would follow. */
  readonly signal?: AbortSignal;
}

/** An invocation that has passed every check. */
export interface Invocation {
  readonly request: InvocationRequest;
  readonly plan: RoutePlan;
  readonly builtIns: ReadonlyMap<string, Adapter>;
  readonly effects: InvocationEffects;
}
