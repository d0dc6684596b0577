import type { ConfigFs } from '../ConfigFs.js';
import type { ExpansionContext } from '../fields/ExpansionContext.js';
import { realPath } from '../layers/fileAt.js';
import { namedPrograms } from './namedPrograms.js';
import type { AimConfig } from '../generated/AimConfig.js';

/** What trust is given to: a file, the programs of its project that it names, and the rules it brings along. */
export interface TrustSubject {
  /** Real path. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly value: AimConfig;
  readonly expansion: ExpansionContext;
  /** Further files whose content counts as part of this one. */
  readonly companions: readonly string[];
}

const largestProgram = 64 * 1024 * 1024;

/**
 * SHA-256, in hex, over a configuration file and the content of every program inside its project that it names. A
 * changed, added or removed program changes it. What those programs load in turn is not covered.
 */
export function trustDigest(subject: TrustSubject, fs: ConfigFs): string {
  const parts = [['', sha256(subject.bytes)]];
  const files = [...subject.companions, ...namedPrograms(subject, fs)];
  for (const file of [...new Set(files)].sort()) {
    parts.push([realPath(file, fs), fingerprint(file, fs)]);
  }
  return sha256(JSON.stringify(parts));
}

function fingerprint(file: string, fs: ConfigFs): string {
  try {
    const stats = fs.statSync(file);
    if (!stats.isFile()) return 'not a file';
    if (stats.size > largestProgram) return `${stats.size} bytes of ${stats.mtimeMs}`;
    return sha256(fs.readFileSync(file));
  } catch {
    return 'absent';
  }
}

function sha256(data: string | Uint8Array): string {
  // Loading crypto takes a while, and most commands never get here.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(data).digest('hex');
}
