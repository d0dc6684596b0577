import type { AimPlugin } from '../AimPlugin.js';

/** What the hook before the tasks leaves to the one after them. */
export interface NxRun {
  readonly plugin: AimPlugin;
  /** The values that the tasks were given. */
  readonly mask: readonly string[];
  /** Takes the changes to the environment back. */
  readonly restore: () => void;
}

const running = new Map<string, NxRun>();

/** The runs under way, by Nx's id of them: one process may serve several. */
export const nxRuns = {
  begin: (id: string, run: NxRun): void => void running.set(id, run),
  end(id: string): NxRun | undefined {
    const run = running.get(id);
    running.delete(id);
    return run;
  },
};
