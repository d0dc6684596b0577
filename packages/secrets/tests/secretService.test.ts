import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleProgram, childPath, repositoryRoot } from './support/bundle.js';
import { hasProgram, runProgram } from './support/program.js';
import { tempDirectory } from './support/tempDirectory.js';

const missing = missingPart();
if (missing !== undefined) process.stdout.write(`skipped: real Secret Service tests (${missing})\n`);

function keytarPath(): string | undefined {
  try {
    return createRequire(join(repositoryRoot, 'package.json')).resolve('keytar');
  } catch {
    return undefined;
  }
}

function missingPart(): string | undefined {
  if (process.platform !== 'linux') return 'not Linux';
  if (keytarPath() === undefined) return 'keytar is not installed';
  if (!existsSync(join(repositoryRoot, 'node_modules/keytar/build/Release/keytar.node'))) {
    return 'keytar is not compiled';
  }
  if (!hasProgram('dbus-run-session', ['--version'])) return 'dbus-run-session is not installed';
  return hasProgram('gnome-keyring-daemon', ['--version'])
    ? undefined
    : 'gnome-keyring-daemon is not installed';
}

interface Answer {
  readonly answer: Readonly<Record<string, unknown>>;
  readonly notices: readonly string[];
}

/** A user of a desktop session, with files of its own. */
async function createUser(): Promise<(action: string, keyring: 'unlocked' | 'locked') => Promise<Answer>> {
  const home = tempDirectory();
  const runtime = join(home, 'runtime');
  mkdirSync(runtime, { mode: 0o700 });
  mkdirSync(join(home, 'data'), { mode: 0o700 });
  const program = await bundleProgram('keyringProgram', home);
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
  };
  const start = {
    unlocked: 'printf %s pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; "$@"',
    locked: 'gnome-keyring-daemon --start --components=secrets >/dev/null </dev/null; "$@"',
  };
  return async (action, keyring) => {
    const command = [
      process.execPath,
      program,
      join(home, 'vault/meta.json'),
      childPath,
      keytarPath() ?? '',
      action,
    ];
    const args = ['--', 'bash', '-c', start[keyring], 'bash', ...command];
    const { stdout, stderr, code } = await runProgram('dbus-run-session', args, { env });
    if (code !== 0) throw new Error(`the session ended with ${code}: ${stderr}`);
    return JSON.parse(stdout) as Answer;
  };
}

describe.skipIf(missing !== undefined)('a real Secret Service', () => {
  it('keeps the vault key across sessions, and no fallback is needed', async () => {
    const inSession = await createUser();
    const stored = await inSession('store', 'unlocked');
    expect(stored.notices).toEqual([]);
    expect(stored.answer).toMatchObject({
      where: { protector: 'keychain', reason: 'the OS keychain is available' },
      read: { value: 'kept by a real keyring', rolledBack: false },
      entry: 'ok',
    });
    const later = await inSession('read', 'unlocked');
    expect(later.answer).toEqual({ value: 'kept by a real keyring', rolledBack: false });
    const status = await inSession('status', 'unlocked');
    expect(status.answer).toMatchObject({ unlocked: true, problem: null, secret_count: 1 });
    const left = await inSession('leave', 'unlocked');
    expect(left.answer).toMatchObject({ from: 'keychain', protector: 'file' });
    expect((await inSession('read', 'locked')).answer).toMatchObject({ value: 'kept by a real keyring' });
  }, 60_000);

  it('reports a locked keyring as locked, not as an empty vault', async () => {
    const inSession = await createUser();
    await inSession('store', 'unlocked');
    const locked = await inSession('read', 'locked');
    expect(locked.answer).toMatchObject({ exit: 7 });
    expect(['SECRETS_LOCKED', 'SECRETS_KEYCHAIN_UNAVAILABLE']).toContain(locked.answer['error']);
    expect((await inSession('status', 'locked')).answer).toMatchObject({ unlocked: false, secret_count: 1 });
    expect((await inSession('read', 'unlocked')).answer).toMatchObject({ value: 'kept by a real keyring' });
  }, 60_000);

  it('falls back to a key file, aloud, when a locked keyring takes nothing', async () => {
    const inSession = await createUser();
    const stored = await inSession('store', 'locked');
    expect(stored.answer).toMatchObject({ where: { protector: 'file' } });
    expect(stored.notices).toHaveLength(1);
    expect(stored.notices[0]).toContain('keychain not available');
  }, 60_000);
});
