import type { Arbitrary } from 'fast-check';

export interface Fuzzing {
  /** Well-formed input. */
  readonly seeds: readonly string[];
  readonly parse: (text: string) => unknown;
  /** Errors that the parser may throw; none when absent. */
  readonly isTyped?: (error: unknown) => boolean;
}

export function hostileText(seeds: readonly string[]): Arbitrary<string>;
export function fuzz(options: Fuzzing): Promise<void>;
