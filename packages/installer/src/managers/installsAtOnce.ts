import { availableParallelism } from 'node:os';

/**
 * How many installations that share nothing run side by side. Each keeps a processor busy for half of its time; far more
 * of them only starve the commands that are being proven meanwhile.
 */
export function installsAtOnce(processors: number = availableParallelism()): number {
  return Math.max(4, processors * 2);
}
