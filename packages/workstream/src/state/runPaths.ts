import { createHash } from 'node:crypto';
import { join } from 'node:path';

export interface RunPaths {
  readonly directory: string;
  readonly journal: string;
  /** The finished run's result, as JSON. */
  readonly result: string;
  /** Prompts handed to programs as files. */
  readonly prompts: string;
}

/** Where all runs lie. */
export function runsDirectory(stateDir: string): string {
  return join(stateDir, 'workstreams');
}

export function runPaths(stateDir: string, runId: string): RunPaths {
  const directory = join(runsDirectory(stateDir), runId);
  return {
    directory,
    journal: join(directory, 'journal.jsonl'),
    result: join(directory, 'result.json'),
    prompts: join(directory, 'prompts'),
  };
}

/** The lock that keeps a second run out of the same repository. */
export function runLock(stateDir: string, root: string): string {
  return join(runsDirectory(stateDir), 'locks', createHash('sha256').update(root).digest('hex').slice(0, 32));
}

export function isRunId(name: string): boolean {
  return /^run-\d{8}T\d{6}Z(?:-\d+)?$/.test(name);
}
