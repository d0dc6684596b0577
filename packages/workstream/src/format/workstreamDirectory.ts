import { resolve } from 'node:path';

/** Where workstream files lie unless said otherwise: `PIPELINE_WORKSTREAM_DIR`, else `workstreams`. */
export function workstreamDirectory(env: Readonly<Record<string, string | undefined>>, cwd: string): string {
  return resolve(cwd, env['PIPELINE_WORKSTREAM_DIR'] || 'workstreams');
}
