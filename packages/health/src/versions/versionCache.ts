import { atomicWrite, systemFs } from '@aim/core';
import {
  executableIdentity,
  isSameExecutable,
  type IdentityEffects,
  type IdentityFs,
} from './executableIdentity.js';
import { knownVersion, type KnownVersion } from './knownVersion.js';
import {
  formatRemembered,
  isWorthKeeping,
  parseRemembered,
  type RememberedVersion,
} from './rememberedVersions.js';

/** A program and the arguments that make it print its version. */
export interface VersionCommand {
  /** Absolute path of the program. */
  readonly file: string;
  readonly args: readonly string[];
}

/** A version and where it comes from. */
export interface VersionAnswer {
  /** null when the program gave none. */
  readonly version: string | null;
  readonly source: KnownVersion['source'] | 'cache' | 'probe';
}

export interface VersionCache {
  /** The version if it is known or remembered; starts nothing. */
  readonly peek: (command: VersionCommand) => VersionAnswer | undefined;
  /** The same, else the answer of `probe`, which is remembered if it is one short line. Rejects only as `probe` does. */
  readonly versionOf: (
    command: VersionCommand,
    probe: () => Promise<string | null>,
  ) => Promise<VersionAnswer>;
  /** Writes what was learned, if anything was; false when the file cannot be written, which costs only time. */
  readonly save: () => boolean;
}

export interface VersionCacheOptions extends IdentityEffects {
  /** The file the answers are kept in. */
  readonly file: string;
  /** Entries kept; the oldest go first. 256 when absent. */
  readonly maxEntries?: number;
  /** After this many ms a program is asked again. A day when absent: a script may change what it starts unseen. */
  readonly maxAgeMs?: number;
  /** Now, in ms since the epoch. */
  readonly now?: () => number;
  readonly known?: (file: string, args: readonly string[]) => KnownVersion | undefined;
}

/**
 * Remembers what programs say about their version for as long as their files stay the same, so that they need not be
 * started again. Of two processes that save at once the later wins; a damaged file is an empty one.
 */
export function createVersionCache(options: VersionCacheOptions): VersionCache {
  const { file, maxEntries = 256, maxAgeMs = 86_400_000, now = Date.now, known = knownVersion } = options;
  let entries: Map<string, RememberedVersion> | undefined;
  let changed = false;
  const asked = new Map<string, Promise<string | null>>();

  // Two that ask at the same time share one answer.
  const once = (key: string, probe: () => Promise<string | null>): Promise<string | null> => {
    const answer = asked.get(key) ?? probe().finally(() => asked.delete(key));
    asked.set(key, answer);
    return answer;
  };

  const remembered = (command: VersionCommand): VersionAnswer | undefined => {
    entries ??= readEntries(file, options.fs ?? systemFs);
    const entry = entries.get(keyOf(command));
    const age = now() - (entry?.askedAt ?? 0);
    if (entry === undefined || age < 0 || age > maxAgeMs) return undefined;
    if (!isSameExecutable(command.file, entry.identity, options)) return undefined;
    return { version: entry.version, source: 'cache' };
  };

  return {
    peek: (command) => known(command.file, command.args) ?? remembered(command),
    async versionOf(command, probe) {
      const fact = known(command.file, command.args);
      if (fact !== undefined) return fact;
      const answer = remembered(command);
      if (answer !== undefined) return answer;
      const identity = executableIdentity(command.file, options);
      const version = await once(keyOf(command), probe);
      // A program that was replaced while it answered is asked again next time.
      const same = identity !== undefined && isSameExecutable(command.file, identity, options);
      if (same && version !== null && isWorthKeeping(version)) {
        entries?.set(keyOf(command), { identity, version, askedAt: now() });
        changed = true;
      }
      return { version, source: 'probe' };
    },
    save() {
      if (!changed || entries === undefined) return true;
      try {
        atomicWrite(file, formatRemembered(entries, maxEntries), { durable: false });
      } catch {
        return false;
      }
      changed = false;
      return true;
    },
  };
}

function readEntries(file: string, fs: Pick<IdentityFs, 'readFileSync'>): Map<string, RememberedVersion> {
  try {
    return parseRemembered(fs.readFileSync(file, 'utf8'));
  } catch {
    return new Map();
  }
}

function keyOf({ file, args }: VersionCommand): string {
  return JSON.stringify([file, ...args]);
}
