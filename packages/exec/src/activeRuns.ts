/** A run whose processes may be alive. */
export interface ActiveRun {
  /** Ends its processes; resolves when none is left. */
  end(): Promise<void>;
  /** Ends its processes by force, at once. */
  endNow(): void;
}

const active = new Set<ActiveRun>();

function endAllNow(): void {
  for (const run of active) run.endNow();
}

/**
 * Notes a run until the returned function is called. While there are any, the end of this process ends their processes
 * too.
 */
export function registerRun(run: ActiveRun): () => void {
  if (active.size === 0) process.on('exit', endAllNow);
  active.add(run);
  return () => {
    active.delete(run);
    if (active.size === 0) process.off('exit', endAllNow);
  };
}

/**
 * Ends all processes of all captured runs, as if each had been aborted; resolves when none is left. For an
 * application's handler of SIGINT, SIGTERM and SIGHUP. Never rejects.
 */
export async function killRunningChildren(): Promise<void> {
  await Promise.all([...active].map((run) => run.end()));
}
