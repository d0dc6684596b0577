import type { AuditSink, Runner } from '@aim/core';
import type { Workstream } from '../format/Workstream.js';
import type { WorkstreamEvent } from './WorkstreamEvent.js';

/** A capability to be carried out by whichever tool routing chooses. */
export interface InvokeRequest {
  readonly capability: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The tool the workstream names: a preference where routing has no better rule, not an order. */
  readonly tool?: string;
  /** Of each attempt, in ms. */
  readonly timeoutMs?: number;
  readonly maxRetries?: number;
  /** The working tree: where tools run and what the payload's paths start from. */
  readonly cwd: string;
  /** To be added to the environment of every process that is started. Holds no secret. */
  readonly env: Readonly<Record<string, string>>;
  readonly runId: string;
  readonly wsId: string;
  readonly signal?: AbortSignal;
}

export interface InvokeResult {
  readonly success: boolean;
  readonly message: string;
  /** Written to the run's state: must hold no secret. */
  readonly content: Readonly<Record<string, unknown>> | null;
  /** What a tool that only looks has found wrong, although it ran as it should. A check with any has failed. */
  readonly findings?: number;
}

/** What a preflight found; a health report is one. */
export interface PreflightReport {
  readonly overall_status: 'healthy' | 'degraded' | 'unhealthy';
  readonly checks: readonly {
    readonly name: string;
    readonly status: 'pass' | 'warn' | 'fail';
    readonly message: string;
    readonly fix?: string;
  }[];
}

/** Something a workstream cannot be run without, and what to do about it, as full sentences. */
export interface WorkstreamProblem {
  readonly message: string;
  readonly fix: string;
}

/** Variables for one tool's process and the values among them that must never be shown. */
export interface StepEnvironment {
  readonly env: Readonly<Record<string, string>>;
  readonly mask: readonly string[];
}

/** What a run needs from outside. */
export interface RunEffects {
  /** The directory that runs keep their state below. */
  readonly stateDir: string;
  readonly runner: Runner;
  /** What git and the steps' programs see, without secrets. `PATH` is where commands are looked up. */
  readonly env: Readonly<Record<string, string>>;
  readonly invoke: (request: InvokeRequest) => Promise<InvokeResult>;
  /** Called for every unfinished workstream before anything starts. */
  readonly preflight: (workstream: Workstream) => Promise<PreflightReport>;
  /** Why `invoke` could not have a capability done, asked before anything starts. */
  readonly capabilityProblem?: (
    request: Pick<InvokeRequest, 'capability' | 'tool'>,
  ) => WorkstreamProblem | undefined;
  /** What a tool profile sees beside `env`, by its tool or its id, when it runs with its own arguments. */
  readonly envFor?: (tool: string, workstream: Workstream, runId: string) => Promise<StepEnvironment>;
  readonly audit?: AuditSink;
  readonly onEvent?: (event: WorkstreamEvent) => void;
  /** Goes on although the preflight failed. The reason is audited. */
  readonly overridePreflight?: { readonly reason: string };
  /** Stops the run; it can be resumed. */
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
  readonly platform?: NodeJS.Platform;
}
