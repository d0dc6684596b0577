export interface Fuzzing {
  /** Well-formed input. */
  readonly seeds: readonly string[];
  readonly parse: (text: string) => unknown;
  /** Errors that the parser may throw; none when absent. */
  readonly isTyped?: (error: unknown) => boolean;
  /** After this many ms the parser hangs; far more than any takes when absent. */
  readonly limitMs?: number;
}

export function fuzz(options: Fuzzing): Promise<void>;
