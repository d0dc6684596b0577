import { describe, expect, it } from 'vitest';
import { legacyKeyring } from '../../src/import/legacyKeyring.js';
import type { PowerShell } from '../../src/import/powerShell.js';
import type { KeychainCall, KeychainOutcome } from '../../src/keychainProcess.js';
import { aimErrorOf } from '../support/aimError.js';

const noPowerShell: PowerShell = () => Promise.reject(new Error('not asked for'));
const names = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name);

describe('the macOS Keychain', () => {
  function mac(entries: Map<string, string>) {
    const call = async (calls: readonly KeychainCall[]): Promise<KeychainOutcome> => ({
      outcome: 'ok',
      results: calls.map((one) => {
        if (one.op === 'find') return [...entries].map(([account, password]) => ({ account, password }));
        return one.op === 'delete' && entries.delete(one.account);
      }),
    });
    return legacyKeyring({ platform: 'darwin', env: {}, powerShell: noPowerShell, call });
  }

  it('gives the items of Python’s keyring, and neither the vault’s own key nor a canary', async () => {
    const entries = new Map([
      ['OPENAI_API_KEY', 'sk-1'],
      ['vault-identity', 'AGE-SECRET-KEY-1'],
      ['canary-0123456789ab', 'x'],
    ]);
    const store = mac(entries);
    expect(await store.read()).toEqual({
      secrets: [{ name: 'OPENAI_API_KEY', value: 'sk-1' }],
      unreadable: [],
    });
    const wanted = [...entries].map(([name, value]) => ({ name, value }));
    expect(await store.remove(wanted)).toEqual(['OPENAI_API_KEY']);
    expect([...entries.keys()]).toEqual(['vault-identity', 'canary-0123456789ab']);
    expect(await store.remove(wanted)).toEqual([]);
  });

  it('keeps an item that has another value by now', async () => {
    const entries = new Map([['A', 'new']]);
    expect(await mac(entries).remove([{ name: 'A', value: 'old' }])).toEqual([]);
    expect(entries.size).toBe(1);
  });

  it('that crashes or is missing is reported', async () => {
    const call = async (): Promise<KeychainOutcome> => ({
      outcome: 'crashed',
      signal: 'SIGSEGV',
      exitCode: null,
    });
    const store = legacyKeyring({ platform: 'darwin', env: {}, powerShell: noPowerShell, call });
    expect(await aimErrorOf(() => store.read())).toMatchObject({
      code: 'SECRETS_KEYCHAIN_UNAVAILABLE',
      message: expect.stringContaining('SIGSEGV'),
    });
  });
});

describe('the Windows Credential Manager', () => {
  const blob = (text: string): string => Buffer.from(text, 'utf16le').toString('base64');

  function windows(targets: Map<string, { readonly name: string; readonly blob: string }>) {
    const asked: { readonly script: string; readonly input: unknown }[] = [];
    const powerShell: PowerShell = async (script, input) => {
      asked.push({ script, input });
      const wanted = (input as { readonly targets?: readonly string[] }).targets;
      if (wanted !== undefined) return { removed: wanted.filter((target) => targets.delete(target)) };
      return { items: [...targets].map(([target, item]) => ({ target, ...item })) };
    };
    return { asked, store: legacyKeyring({ platform: 'win32', env: {}, powerShell }) };
  }

  it('gives the newest item and the earlier ones under NAME@aim-plus, all in UTF-16', async () => {
    const { store, asked } = windows(
      new Map([
        ['aim-plus', { name: 'GITHUB_TOKEN', blob: blob('ghp-zwölf') }],
        ['OPENAI_API_KEY@aim-plus', { name: 'OPENAI_API_KEY', blob: blob('sk-1') }],
        ['GITHUB_TOKEN@aim-plus', { name: 'GITHUB_TOKEN', blob: blob('ghp-outdated') }],
      ]),
    );
    const { secrets } = await store.read();
    expect([...secrets].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'GITHUB_TOKEN', value: 'ghp-zwölf' },
      { name: 'OPENAI_API_KEY', value: 'sk-1' },
    ]);
    expect(asked[0]?.input).toEqual({ service: 'aim-plus' });
    expect(asked[0]?.script).toContain('CredEnumerateW');
  });

  it('takes a single answer of PowerShell for a list of one', async () => {
    const item = { target: 'aim-plus', name: 'A', blob: blob('1') };
    const store = legacyKeyring({ platform: 'win32', env: {}, powerShell: async () => ({ items: item }) });
    expect(names((await store.read()).secrets)).toEqual(['A']);
    const empty = legacyKeyring({ platform: 'win32', env: {}, powerShell: async () => ({ items: null }) });
    expect((await empty.read()).secrets).toEqual([]);
  });

  it('loses every form of an item, and only those that have the value that was read', async () => {
    const targets = new Map([
      ['aim-plus', { name: 'A', blob: blob('new') }],
      ['A@aim-plus', { name: 'A', blob: blob('old') }],
      ['B@aim-plus', { name: 'B', blob: blob('changed') }],
      ['vault-identity@aim-plus', { name: 'vault-identity', blob: blob('key') }],
    ]);
    const { store } = windows(targets);
    expect(
      await store.remove([
        { name: 'A', value: 'new' },
        { name: 'B', value: 'before' },
      ]),
    ).toEqual(['A']);
    expect([...targets.keys()]).toEqual(['B@aim-plus', 'vault-identity@aim-plus']);
    expect(await store.remove([{ name: 'C', value: 'x' }])).toEqual([]);
  });
});

describe('the Secret Service', () => {
  it('needs a session bus', async () => {
    const store = legacyKeyring({ platform: 'linux', env: {}, powerShell: noPowerShell });
    expect(await aimErrorOf(() => store.read())).toMatchObject({
      code: 'SECRETS_KEYCHAIN_UNAVAILABLE',
      message: expect.stringContaining('there is no D-Bus session bus'),
    });
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus' };
    const far = legacyKeyring({ platform: 'linux', env, powerShell: noPowerShell });
    expect((await aimErrorOf(() => far.read())).message).toContain('cannot be reached');
  });
});
