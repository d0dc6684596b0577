import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../../../../tools/testing/worker.mjs';

export { ended, nextOutput as firstOutput, startWorker } from '../../../../tools/testing/worker.mjs';

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles a program that imports from this package's `src` and `tests` into a directory. */
export function bundleWorker(directory: string, source: string): Promise<string> {
  return bundleProgram({ packageRoot, directory, source });
}
