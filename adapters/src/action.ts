import type { FailureReason, RunResult } from '@aim/core';

/** What one invocation works on: the request's payload, checked, and where it runs. */
export interface Task {
  readonly payload: Readonly<Record<string, unknown>>;
  /** The payload's files as the caller wrote them: absolute, or relative to `cwd`. */
  readonly files: readonly string[];
  readonly cwd: string;
  /** The child's environment before the invocation adds to it. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether a file or folder is there. */
  readonly exists: (path: string) => boolean;
  /** A text file's content, `undefined` for one that is not there. */
  readonly read: (path: string) => string | undefined;
}

/** How a tool is started: data, so that what would run can be looked at without running it. */
export interface Invocation {
  readonly args: readonly string[];
  readonly stdin?: string;
  /** Added to the child's environment, over what is there. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Text the tool reads from a file: it is written to a private temporary file, and `OPTION=PATH` becomes the
   * last argument before the ones in `operands`.
   */
  readonly inputFile?: { readonly option: string; readonly text: string };
  /** Arguments that must come last: file names. */
  readonly operands?: readonly string[];
}

/** What a tool's output says, before it is compared with the files on disk. */
export interface Reading {
  readonly success: boolean;
  readonly message: string;
  /** Present when `success` is false. */
  readonly reason?: FailureReason;
  /** Files the tool says it touched; counted only if the disk agrees. */
  readonly reported?: { readonly modified: readonly string[]; readonly created: readonly string[] };
  /** Line counts the tool itself gives. */
  readonly lines?: { readonly added: number; readonly removed: number };
  /** Further fields of the result's content. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** How one capability is asked of a tool and how its answer is read. Both functions are pure. */
export interface Action {
  /**
   * Throws `ADAPTER_PAYLOAD_INVALID` when the payload asks for what the tool cannot do, and
   * `ADAPTER_PROJECT_UNTRUSTED` when the tool would obey settings of a project the caller does not trust.
   */
  readonly build: (task: Task) => Invocation;
  readonly parse: (output: RunResult, task: Task) => Reading;
  /** Another way to ask, for a version of the tool that did not understand the first one. */
  readonly fallback?: (output: RunResult, task: Task) => Invocation | undefined;
  /** File name endings the tool works on, lower case with their dot. Absent: any. */
  readonly handles?: readonly string[];
  /** The named files must be there before the tool starts. */
  readonly needsExistingFiles?: boolean;
  /** The tool edits files: they are compared before and after. */
  readonly edits?: boolean;
}
