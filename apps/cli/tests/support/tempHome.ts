import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { filesIn } from '../../../../tools/testing/filesIn.mjs';
import { runCli, type CliOptions, type CliOutcome } from './runCli.js';

/** A throw-away machine: a home folder, the places of aim, a project folder and the only folder in PATH. */
export interface TempHome {
  readonly root: string;
  readonly home: string;
  /** `AIM_HOME`. */
  readonly aimHome: string;
  /** The working directory. */
  readonly project: string;
  /** In PATH. */
  readonly bin: string;
  readonly env: Readonly<Record<string, string>>;
  /** Path of the user's own configuration file. */
  readonly userConfig: string;
  /** Writes a file below the root, text as it is and anything else as JSON; returns its path. */
  write(path: string, content: unknown, mode?: number): string;
  /** A Node program in PATH; returns its path. */
  program(name: string, source: string): string;
  /** Every file below a folder of the root. */
  files(folder?: string): string[];
  /** `runCli` on this machine. */
  aim(argv: readonly string[], options?: Partial<CliOptions>): Promise<CliOutcome>;
}

/** A fresh machine for each test of the file or group. */
export function useTempHome(): TempHome {
  let root = '';
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'aim-cli-')));
    for (const folder of ['home', 'project', 'bin', 'tmp']) mkdirSync(join(root, folder), { mode: 0o700 });
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const at = (...parts: readonly string[]): string => join(root, ...parts);
  const write: TempHome['write'] = (path, content, mode = 0o644) => {
    mkdirSync(dirname(at(path)), { recursive: true, mode: 0o700 });
    writeFileSync(at(path), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
    chmodSync(at(path), mode);
    return at(path);
  };
  return {
    get root() {
      return root;
    },
    get home() {
      return at('home');
    },
    get aimHome() {
      return at('aim');
    },
    get project() {
      return at('project');
    },
    get bin() {
      return at('bin');
    },
    get userConfig() {
      return at('aim', 'config', 'aim_config.json');
    },
    get env() {
      return { PATH: [at('bin')].join(delimiter), HOME: at('home'), AIM_HOME: at('aim'), TMPDIR: at('tmp') };
    },
    write,
    program: (name, source) => write(`bin/${name}`, `#!${process.execPath}\n${source}\n`, 0o755),
    files: (folder = '.') => filesIn(at(folder)),
    aim(argv, { env = {}, ...options } = {}) {
      return runCli(argv, { cwd: at('project'), home: at('home'), ...options, env: { ...this.env, ...env } });
    },
  };
}
