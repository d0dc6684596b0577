import type { ChangedPath } from './DuplicateReport.js';

type Path = string | Buffer | Uint8Array;

/** What a thread could not compare, and why. */
export interface FindingsData {
  readonly unreadable: readonly (readonly [path: string, code: string])[];
  readonly changed: readonly (readonly [path: string, reason: ChangedPath['reason']])[];
}

export class Findings implements FindingsData {
  readonly unreadable: [string, string][] = [];
  readonly changed: [string, ChangedPath['reason']][] = [];

  /** A failed call: what is gone has changed, everything else is unreadable. */
  failed(path: Path, error: unknown): void {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    if (code === 'ENOENT') this.changed.push([text(path), 'vanished']);
    else if (code === 'ELOOP' || code === 'ENOTDIR' || code === 'ENXIO')
      this.changed.push([text(path), 'replaced']);
    else this.unreadable.push([text(path), code]);
  }

  differs(path: Path, reason: ChangedPath['reason']): void {
    this.changed.push([text(path), reason]);
  }
}

function text(path: Path): string {
  return typeof path === 'string' ? path : Buffer.from(path).toString();
}
