import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LoadConfigOptions } from '../../src/index.js';

/** A throw-away machine: a home folder, a repository to work in, the user's own folders. */
export interface TempHome {
  readonly root: string;
  readonly home: string;
  readonly repo: string;
  readonly options: Required<
    Pick<LoadConfigOptions, 'cwd' | 'home' | 'platform' | 'userConfigDir' | 'stateDir'>
  > & { env: Record<string, string> };
  /** Writes a file below the root, as text or as JSON, and returns its path. */
  readonly write: (path: string, content: unknown) => string;
  readonly remove: () => void;
}

export function tempHome(): TempHome {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'aim-config-')));
  const home = join(root, 'home');
  const repo = join(home, 'code', 'repo');
  mkdirSync(join(repo, '.git'), { recursive: true });
  return {
    root,
    home,
    repo,
    options: {
      cwd: repo,
      env: {},
      home,
      platform: 'linux',
      userConfigDir: join(home, '.config', 'aim'),
      stateDir: join(home, '.local', 'state', 'aim'),
    },
    write: (path, content) => {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
      return file;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
