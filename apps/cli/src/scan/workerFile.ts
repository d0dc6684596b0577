import { fileURLToPath } from 'node:url';

/** The bundle of the scanner's threads; the build puts it beside the programs. Where there is none, one thread works. */
export function workerFile(): string {
  return fileURLToPath(new URL('./scan-worker.cjs', import.meta.url));
}
