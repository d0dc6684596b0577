import { systemFs } from '@aim/core';
import type * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A version that is known without starting the program, and where the knowledge comes from. */
export interface KnownVersion {
  /** Exactly what the program would print. */
  readonly version: string;
  readonly source: 'this process' | 'package.json';
}

export interface KnownVersionEffects {
  readonly fs?: Pick<typeof nodeFs, 'readFileSync' | 'realpathSync'>;
  /** The Node that runs this. */
  readonly node?: { readonly version: string; readonly executable: string };
}

/**
 * The version of the Node that runs this, from the process itself, and of npm, which takes a fifth of a second to
 * start, from the `package.json` of the package that its executable belongs to. Other package managers choose at each
 * start which version of themselves they run, so their files do not tell.
 */
export function knownVersion(
  path: string,
  args: readonly string[],
  {
    fs = systemFs,
    node = { version: process.version, executable: process.execPath },
  }: KnownVersionEffects = {},
): KnownVersion | undefined {
  if (args.length !== 1 || (args[0] !== '--version' && args[0] !== '-v')) return undefined;
  if (!/^(node(js)?|np[mx])(\.exe)?$/i.test(basename(path))) return undefined;
  try {
    const real = fs.realpathSync.native(path);
    if (real === fs.realpathSync.native(node.executable))
      return { version: node.version, source: 'this process' };
    if (!/^np[mx]-cli\.js$/.test(basename(real)) || basename(dirname(real)) !== 'bin') return undefined;
    const manifest: unknown = JSON.parse(fs.readFileSync(join(dirname(real), '..', 'package.json'), 'utf8'));
    const { name, version } = manifest as { readonly name?: unknown; readonly version?: unknown };
    return name === 'npm' && typeof version === 'string' && /^\d[\w.+-]*$/.test(version)
      ? { version, source: 'package.json' }
      : undefined;
  } catch {
    return undefined;
  }
}
