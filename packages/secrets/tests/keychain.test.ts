import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKeychain } from '../src/keychain.js';
import type { KeychainCall, KeychainOutcome } from '../src/keychainProcess.js';
import { aimErrorOf } from './support/aimError.js';
import { tempDirectory } from './support/tempDirectory.js';

const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' };

function answering(outcome: KeychainOutcome): () => Promise<KeychainOutcome> {
  return async () => outcome;
}

function remembering(): (calls: readonly KeychainCall[]) => Promise<KeychainOutcome> {
  const entries = new Map<string, string>();
  return async (calls) => ({
    outcome: 'ok',
    results: calls.map((call) => {
      if (call.op === 'get') return entries.get(call.account) ?? null;
      if (call.op === 'delete') return entries.delete(call.account);
      return call.op === 'set' && Boolean(entries.set(call.account, call.value));
    }),
  });
}

describe('the keychain', () => {
  it('stores, reads back and reads again', async () => {
    const keychain = createKeychain({ platform: 'linux', env, call: remembering() });
    expect(await keychain.probe()).toBeUndefined();
    expect(await keychain.read('a')).toBeNull();
    await keychain.write('a', 'kept');
    expect(await keychain.read('a')).toBe('kept');
  });

  it('is not asked on Linux where there is no session bus', async () => {
    let calls = 0;
    const call = async (): Promise<KeychainOutcome> => {
      calls += 1;
      return { outcome: 'garbage' };
    };
    const runtime = tempDirectory();
    const bare = createKeychain({ platform: 'linux', env: { XDG_RUNTIME_DIR: runtime }, call });
    expect(await bare.probe()).toBe('there is no D-Bus session bus');
    expect((await aimErrorOf(() => bare.read('a'))).code).toBe('SECRETS_KEYCHAIN_UNAVAILABLE');
    expect(calls).toBe(0);
    writeFileSync(join(runtime, 'bus'), '');
    await bare.probe();
    expect(calls).toBe(1);
  });

  it('needs no session bus on macOS and Windows', async () => {
    for (const platform of ['darwin', 'win32'] as const) {
      expect(await createKeychain({ platform, env: {}, call: remembering() }).probe()).toBeUndefined();
    }
  });

  it('does not pass the probe when the canary does not come back, as from a locked keyring', async () => {
    const call = answering({ outcome: 'ok', results: [true, null, false] });
    const keychain = createKeychain({ platform: 'linux', env, call });
    expect(await keychain.probe()).toContain('did not give back');
    expect((await aimErrorOf(() => keychain.write('a', 'b'))).code).toBe('SECRETS_KEYCHAIN_UNAVAILABLE');
  });

  it.each([
    [{ outcome: 'missing', message: 'x' }, 'not installed'],
    [{ outcome: 'unloadable', message: 'no libsecret\u001b[2J' }, 'no libsecret\\x1b[2J'],
    [{ outcome: 'rejected', message: 'dismissed' }, 'it refused: dismissed'],
    [{ outcome: 'crashed', signal: 'SIGSEGV', exitCode: null }, 'crashed (SIGSEGV)'],
    [{ outcome: 'crashed', signal: null, exitCode: 9 }, 'crashed (exit code 9)'],
    [{ outcome: 'silent', deadlineMs: 4000 }, 'within 4000 ms'],
    [{ outcome: 'garbage' }, 'something else than JSON'],
    [{ outcome: 'not_started' }, 'could not be started'],
  ] as const)('says what went wrong: %o', async (outcome, words) => {
    const keychain = createKeychain({ platform: 'linux', env, call: answering(outcome) });
    expect(await keychain.probe()).toContain(words);
    const error = await aimErrorOf(() => keychain.read('a'));
    expect(error.code).toBe('SECRETS_KEYCHAIN_UNAVAILABLE');
    expect(error.exitCode).toBe(7);
    expect(error.message).toContain(words);
    expect(error.hint).toContain('Unlock');
  });
});
