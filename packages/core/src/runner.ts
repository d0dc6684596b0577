/** One captured run of a program. */
export interface RunRequest {
  /** Absolute path of the executable; nothing is looked up in PATH or in the working directory. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** The child's whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Written to the child's standard input, which is then closed. Absent means an empty input. */
  readonly stdin?: string;
  /** After this many ms the child and all its descendants are ended. */
  readonly timeoutMs: number;
  /** Secret values replaced in the captured output. */
  readonly mask?: readonly string[];
  /** Bytes kept per stream; of a longer output the tail is kept. 8 MiB when absent. */
  readonly maxOutputBytes?: number;
  readonly signal?: AbortSignal;
}

/** The facts of a finished run. A failing child is a result, not an exception. */
export interface RunResult {
  /** `null` when a signal ended the child or it never started. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly aborted: boolean;
  /** The system's error code (`ENOENT`, `EACCES`, …) when the program could not be started. */
  readonly startError?: string;
  /** UTF-8, masked; invalid bytes read as U+FFFD. */
  readonly stdout: string;
  readonly stderr: string;
  readonly stdoutTruncated: boolean;
  readonly stderrTruncated: boolean;
  readonly durationMs: number;
}

/** Runs a program to its end and leaves no descendant of it alive. Rejects only on a bug of its caller. */
export type Runner = (request: RunRequest) => Promise<RunResult>;
