import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { filesIn } from '../../../../tools/testing/filesIn.mjs';
import { loadSettings, type Settings } from '../../src/loadSettings.js';

export interface SettingsChoice {
  /** Written to a file and given as `--config`. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly configFile?: string;
  /** Added to a small environment that names no session bus. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A machine of its own: home, AIM_HOME, a working folder and a folder of programs, all in one temporary folder. */
export interface TestHome {
  readonly path: string;
  readonly home: string;
  readonly work: string;
  readonly bin: string;
  /** Writes a file below `path` and gives its absolute path. */
  write(name: string, content: string, mode?: number): string;
  /** Puts a shell script into `bin`. */
  program(name: string, script?: string): string;
  settings(choice?: SettingsChoice): Settings;
  /** Every file below `path`, with its bytes. */
  files(): readonly { readonly path: string; readonly bytes: Buffer }[];
}

/** A fresh machine for each test of the file or group. */
export function useTestHome(): TestHome {
  let root = '';
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'aim-runtime-')));
    for (const folder of ['home', 'work', 'bin']) mkdirSync(join(root, folder));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const write = (name: string, content: string, mode = 0o644): string => {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  };
  return {
    get path() {
      return root;
    },
    get home() {
      return join(root, 'home');
    },
    get work() {
      return join(root, 'work');
    },
    get bin() {
      return join(root, 'bin');
    },
    write,
    program: (name, script = 'exit 0') => write(join('bin', name), `#!/bin/sh\n${script}\n`, 0o755),
    settings({ config, configFile, env = {} } = {}) {
      const written =
        config && write('given/aim_config.json', JSON.stringify({ version: '1.0.0', ...config }));
      return loadSettings({
        env: {
          PATH: [join(root, 'bin'), '/usr/bin', '/bin'].join(delimiter),
          HOME: join(root, 'home'),
          AIM_HOME: join(root, 'aim'),
          ...env,
        },
        cwd: join(root, 'work'),
        home: join(root, 'home'),
        platform: process.platform,
        configFile: configFile ?? written,
      });
    },
    files: () => filesIn(root).map((path) => ({ path, bytes: readFileSync(path) })),
  };
}
