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
import { loadSettings, openVaultOf, verifyAuditOf, type Settings } from '@aim/runtime';
import { afterEach, beforeEach } from 'vitest';
import { filesIn } from '../../../../tools/testing/filesIn.mjs';
import { createAimPlugin } from '../../src/createAimPlugin.js';
import type { AimPlugin, AimPluginOptions } from '../../src/AimPlugin.js';

export interface AuditRecord {
  readonly event_type: string;
  readonly severity: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A machine of its own: home, AIM_HOME, a working folder and a folder of programs, in one temporary folder. */
export interface Machine {
  readonly path: string;
  readonly work: string;
  readonly env: Readonly<Record<string, string>>;
  /** Writes a file below `path` and gives its absolute path. */
  write(name: string, content: string, mode?: number): string;
  /** Writes the user's own configuration, whose every setting counts. */
  configure(config: Readonly<Record<string, unknown>>): void;
  store(name: string, value: string): Promise<void>;
  plugin(options?: AimPluginOptions): AimPlugin;
  settings(): Settings;
  /** What the audit log holds, oldest first; its chain has been checked. */
  audit(): readonly AuditRecord[];
  /** Files below `path` that hold one of the texts, except those below `except`. */
  filesWith(texts: readonly string[], except?: readonly string[]): readonly string[];
}

/** A fresh machine for each test of the file or group. */
export function useMachine(): Machine {
  let root = '';
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'aim-orchestrator-')));
    for (const folder of ['home', 'work', 'bin']) mkdirSync(join(root, folder));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));
  const write = (name: string, content: string, mode = 0o644): string => {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  };
  const surroundings = () => ({
    env: machine.env,
    cwd: machine.work,
    home: join(root, 'home'),
    platform: process.platform,
  });
  const machine: Machine = {
    get path() {
      return root;
    },
    get work() {
      return join(root, 'work');
    },
    get env() {
      return {
        PATH: [join(root, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
        HOME: join(root, 'home'),
        AIM_HOME: join(root, 'aim'),
      };
    },
    write,
    configure: (config) =>
      void write('aim/config/aim_config.json', JSON.stringify({ version: '1.0.0', ...config })),
    async store(name, value) {
      const services = {
        audit: async () => undefined,
        passphrase: async () => '',
        notice: () => undefined,
      };
      await openVaultOf(machine.settings(), services).set(name, value);
    },
    plugin: (options) => createAimPlugin({ ...surroundings(), ...options }),
    settings: () => loadSettings(surroundings()),
    audit() {
      const report = verifyAuditOf(machine.settings());
      if (!report.ok) throw new Error(JSON.stringify(report.problems));
      return readFileSync(join(root, 'aim/state/audit/audit.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as AuditRecord);
    },
    filesWith: (texts, except = []) =>
      filesIn(root)
        .filter((path) => !except.some((folder) => path.startsWith(join(root, folder))))
        .filter((path) => {
          const bytes = contentOf(path);
          return texts.some((text) => bytes.includes(text));
        })
        .map((path) => path.slice(root.length + 1)),
  };
  return machine;
}

/** Empty for a file that has gone since it was listed, as those of Nx's daemon do. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return Buffer.alloc(0);
  }
}

/** Health checks that look at nothing but the required commands. */
export const onlyCommands = {
  healthChecks: {
    skip: [
      'ai_tools',
      'audit',
      'config',
      'disk_space',
      'duplicate_tools',
      'node',
      'path_order',
      'paths',
      'permissions',
      'python',
      'secrets_vault',
      'versions',
    ],
  },
};
