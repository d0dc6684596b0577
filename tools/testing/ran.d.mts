import type { RunResult } from '@aim/core';

/** A finished run with the given facts, exit code 0 and no output otherwise. */
export declare function ran(facts?: Partial<RunResult>): RunResult;
