import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleProgram, childPath, repositoryRoot } from '../support/bundle.js';
import { hasProgram, runProgram } from '../support/program.js';
import { tempDirectory } from '../support/tempDirectory.js';

const missing = missingPart();
if (missing !== undefined) process.stdout.write(`skipped: import from a real Secret Service (${missing})\n`);

function missingPart(): string | undefined {
  if (process.platform !== 'linux') return 'not Linux';
  if (!existsSync(join(repositoryRoot, 'node_modules/keytar/build/Release/keytar.node'))) {
    return 'keytar is not compiled';
  }
  if (!hasProgram('dbus-run-session', ['--version'])) return 'dbus-run-session is not installed';
  return hasProgram('gnome-keyring-daemon', ['--version'])
    ? undefined
    : 'gnome-keyring-daemon is not installed';
}

type Run = (action: string, keyring?: 'unlocked' | 'locked') => Promise<unknown>;

/** A user of a desktop session, with files of its own. */
async function createUser(): Promise<Run> {
  const home = tempDirectory();
  for (const folder of ['runtime', 'data']) mkdirSync(join(home, folder), { mode: 0o700 });
  const program = await bundleProgram('legacyKeyringProgram', home);
  const module = createRequire(join(repositoryRoot, 'package.json')).resolve('keytar');
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_RUNTIME_DIR: join(home, 'runtime'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
  };
  const start = {
    unlocked: 'printf %s pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; "$@"',
    locked: 'gnome-keyring-daemon --start --components=secrets >/dev/null </dev/null; "$@"',
  };
  return async (action, keyring = 'unlocked') => {
    const command = [process.execPath, program, join(home, 'vault/meta.json'), childPath, module, action];
    const args = ['--', 'bash', '-c', start[keyring], 'bash', ...command];
    const { stdout, stderr, code } = await runProgram('dbus-run-session', args, { env });
    if (code !== 0) throw new Error(`the session ended with ${code}: ${stderr}`);
    return JSON.parse(stdout);
  };
}

describe.skipIf(missing !== undefined)('the items of Python’s keyring in a real Secret Service', () => {
  const source = 'Secret Service';
  const imported = (state: string) => [
    { name: 'OPENAI_API_KEY', legacy_name: 'OPENAI_API_KEY', source, state },
    { name: 'GITHUB_TOKEN', legacy_name: 'github', source, state },
  ];
  const binary = { name: 'BINARY', reason: 'undecryptable' };

  it('go into the vault, and away only on request', async () => {
    const inSession = await createUser();
    await inSession('store');
    const { events, ...first } = (await inSession('import')) as Record<string, unknown[]>;
    const byName = (list: unknown): unknown[] =>
      [...(list as { legacy_name: string }[])].sort((a, b) => (a.legacy_name < b.legacy_name ? -1 : 1));
    expect(byName(first.imported)).toEqual(imported('stored'));
    expect(first).toMatchObject({
      skipped: [{ legacy_name: 'BINARY', reason: 'undecryptable' }],
      removed: [],
    });
    expect(events?.flat()).toEqual(['secret_access', expect.stringContaining('from Secret Service')]);
    expect(await inSession('export')).toEqual({
      OWN_KEY: 'already in the vault',
      OPENAI_API_KEY: 'sk-zwölf "quotes"\n\u{1f511}',
      GITHUB_TOKEN: 'ghp-older',
    });
    const second = (await inSession('remove')) as Record<string, unknown>;
    expect(byName(second['imported'])).toEqual(imported('already_there'));
    expect(byName(second['removed'])).toEqual([
      { legacy_name: 'OPENAI_API_KEY', source },
      { legacy_name: 'github', source },
    ]);
    expect(await inSession('read')).toMatchObject({ secrets: [], unreadable: [binary] });
    expect(await inSession('export')).toMatchObject({
      OWN_KEY: 'already in the vault',
      GITHUB_TOKEN: 'ghp-older',
    });
  }, 90_000);

  it('stay where they are while the keyring is locked, which is not taken for an empty one', async () => {
    const inSession = await createUser();
    await inSession('store');
    const reading = await inSession('read');
    expect(await inSession('remove', 'locked')).toMatchObject({
      imported: [],
      removed: [],
      skipped: [
        {
          legacy_name: null,
          source,
          reason: 'unavailable',
          message: expect.stringContaining('it is locked'),
        },
      ],
    });
    expect(reading).toMatchObject({ secrets: [{}, {}], unreadable: [binary] });
    expect(await inSession('read')).toEqual(reading);
  }, 60_000);
});
