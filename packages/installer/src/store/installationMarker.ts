import { join } from 'node:path';
import { atomicWrite } from '@aim/core';
import type { GenerationPackage } from './Generation.js';
import type { InstallFs } from './InstallFs.js';
import { parsePackage } from './parseGeneration.js';
import { countOf, fieldsOf, FieldError, listOf, optional, own, textOf } from './readFields.js';
import { isInnerPath } from './safeNames.js';

/** What a command did and what its file was when it was proven, so that a later change shows. */
export interface CommandProof {
  readonly command: string;
  /** Relative to the directory, with `/`. */
  readonly path: string;
  /** The argument it was started with. */
  readonly argument: string;
  /** The version in its answer, where there was one. */
  readonly answer?: string;
  /** Bytes of its file. */
  readonly size: number;
}

export interface ProvenPackage {
  readonly package: GenerationPackage;
  readonly proof: CommandProof;
}

const markerName = '.aim-installation.json';

export function markerPath(directory: string): string {
  return join(directory, markerName);
}

/** Says durably that everything in a directory of the store is complete and was started. @throws AimError WRITE_FAILED */
export function writeMarker(directory: string, proven: readonly ProvenPackage[], fs: InstallFs): void {
  atomicWrite(markerPath(directory), `${JSON.stringify({ format: 1, proven }, null, 2)}\n`, { fs });
}

/** What was proven in a directory; undefined when it was never completed, is gone, or its marker is damaged. */
export function readMarker(directory: string, fs: InstallFs): readonly ProvenPackage[] | undefined {
  try {
    const fields = fieldsOf(JSON.parse(fs.readFileSync(markerPath(directory), 'utf8')), 'the marker');
    return own(fields, 'format') === 1 ? listOf(own(fields, 'proven'), 'proven', parseProven) : undefined;
  } catch {
    return undefined;
  }
}

function parseProven(value: unknown, what: string): ProvenPackage {
  const fields = fieldsOf(value, what);
  const proof = fieldsOf(own(fields, 'proof'), `${what}.proof`);
  const path = textOf(own(proof, 'path'), 'path');
  if (!isInnerPath(path)) throw new FieldError(`${what} leads out of the directory`);
  return {
    package: parsePackage(own(fields, 'package'), `${what}.package`),
    proof: {
      command: textOf(own(proof, 'command'), 'command'),
      path,
      argument: textOf(own(proof, 'argument'), 'argument'),
      ...optional(proof, 'answer', textOf),
      size: countOf(own(proof, 'size'), 'size'),
    },
  };
}
