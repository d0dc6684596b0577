import { quoteSh } from '../quoting/quoteSh.js';
import { shimMarker } from './shimMarker.js';

/** The text of a shim for a POSIX shell. `exec` passes arguments, signals and the exit code untouched. */
export function shShim(target: string, variables: Readonly<Record<string, string>>): string {
  const exports = Object.entries(variables).map(([name, value]) => `export ${name}=${quoteSh(value)}`);
  return ['#!/bin/sh', `# ${shimMarker}`, ...exports, `exec ${quoteSh(target)} "$@"`, ''].join('\n');
}
