import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openVault, type VaultOptions } from '../src/openVault.js';
import type { Vault } from '../src/vault.js';
import { aimErrorOf } from './support/aimError.js';
import { memoryKeychain, type MemoryKeychain } from './support/memoryKeychain.js';
import { tempDirectory } from './support/tempDirectory.js';

function open(directory: string, keychain: MemoryKeychain, options: Partial<VaultOptions> = {}): Vault {
  return openVault({ metadataPath: join(directory, 'meta.json'), keychain, ...options });
}

describe('a vault whose key is in the keychain', () => {
  it('is what auto makes when the keychain works, without a word', async () => {
    const directory = tempDirectory();
    const keychain = memoryKeychain();
    const notices: string[] = [];
    const onNotice = (message: string): void => void notices.push(message);
    await open(directory, keychain, { onNotice }).set('KEY', 'long-enough');
    expect(await open(directory, keychain).get('KEY')).toEqual({
      value: 'long-enough',
      rolledBack: false,
    });
    expect(notices).toEqual([]);
    await open(directory, keychain).set('LARGE', 'x'.repeat(64 * 1024));
    expect([...keychain.entries]).toEqual([
      ['vault-identity', expect.stringMatching(/^AGE-SECRET-KEY-1[A-Z0-9]{58}$/)],
    ]);
    expect(existsSync(join(directory, 'vault-identity'))).toBe(false);
    expect(open(directory, keychain).where()).toMatchObject({
      protector: 'keychain',
      keyLocation: 'OS keychain (service aim-plus, account vault-identity)',
    });
  });

  it('is locked, not empty, when the keychain hands out nothing', async () => {
    const directory = tempDirectory();
    const keychain = memoryKeychain();
    await open(directory, keychain).set('KEY', 'x');
    const before = readFileSync(join(directory, 'vault.age'));
    keychain.locked = true;
    for (const action of [open(directory, keychain).get('KEY'), open(directory, keychain).set('KEY', 'y')]) {
      const error = await aimErrorOf(() => action);
      expect([error.code, error.exitCode]).toEqual(['SECRETS_LOCKED', 7]);
      expect(error.hint).toContain('Unlock');
    }
    expect(readFileSync(join(directory, 'vault.age')).equals(before)).toBe(true);
    expect(await open(directory, keychain).status({ unlock: true })).toMatchObject({
      unlocked: false,
      problem: { code: 'SECRETS_LOCKED' },
    });
    expect(await open(directory, keychain).status()).toMatchObject({ unlocked: null, problem: null });
  });

  it('shares the keychain entry with other vaults of the user', async () => {
    const [one, two] = [tempDirectory(), tempDirectory()];
    const keychain = memoryKeychain();
    await open(one, keychain).set('KEY', 'one');
    await open(two, keychain).set('KEY', 'two');
    await open(two, keychain).rekey();
    expect(await open(one, keychain).get('KEY')).toMatchObject({ value: 'one' });
    expect(await open(two, keychain).get('KEY')).toMatchObject({ value: 'two' });
    await open(one, keychain).rekey({ protector: 'file', newIdentity: false });
    expect(await open(two, keychain).get('KEY')).toMatchObject({ value: 'two' });
  });

  it('gets a new key when it leaves the keychain, where the old one stays', async () => {
    const directory = tempDirectory();
    const keychain = memoryKeychain();
    await open(directory, keychain).set('KEY', 'x');
    const before = open(directory, keychain).where().recipient;
    const result = await open(directory, keychain).rekey({ protector: 'file', newIdentity: false });
    expect(result).toMatchObject({ from: 'keychain', protector: 'file' });
    expect(result.recipient).not.toBe(before);
    keychain.locked = true;
    expect(await open(directory, keychain).get('KEY')).toMatchObject({ value: 'x' });
  });
});

describe('a keychain that cannot be used', () => {
  it('is replaced by a key file, said once', async () => {
    const directory = tempDirectory();
    const keychain = memoryKeychain();
    keychain.locked = true;
    const notices: string[] = [];
    const onNotice = (message: string): void => void notices.push(message);
    await open(directory, keychain, { onNotice }).set('KEY', 'long-enough');
    await open(directory, keychain, { onNotice }).set('KEY', 'another one');
    const path = join(directory, 'vault-identity');
    expect(notices).toEqual([
      `keychain not available (it refused: locked): the vault key is kept in ${path}`,
    ]);
    expect(open(directory, keychain).where()).toMatchObject({
      protector: 'file',
      reason: 'keychain not available: it refused: locked',
    });
    keychain.locked = false;
    await open(directory, keychain).set('KEY', 'z');
    expect(keychain.entries.size).toBe(0);
  });

  it('is an error when it was asked for by name, and nothing is created', async () => {
    const directory = tempDirectory();
    const keychain = memoryKeychain();
    keychain.locked = true;
    const error = await aimErrorOf(() =>
      open(directory, keychain, { protector: 'keychain' }).set('KEY', 'x'),
    );
    expect([error.code, error.exitCode]).toEqual(['SECRETS_KEYCHAIN_UNAVAILABLE', 7]);
    expect(existsSync(join(directory, 'vault.age'))).toBe(false);
  });

  it('does not move an existing vault: the protector on record is used, and that is said', async () => {
    const directory = tempDirectory();
    const keychain = memoryKeychain();
    await open(directory, keychain, { protector: 'file' }).set('KEY', 'x');
    const notices: string[] = [];
    const onNotice = (message: string): void => void notices.push(message);
    await open(directory, keychain, { protector: 'keychain', onNotice }).get('KEY');
    expect(notices).toEqual([
      'the vault key is kept by the protector "file", not "keychain"; "aim secrets rekey" moves it',
    ]);
  });

  it('works by name when it works', async () => {
    const directory = tempDirectory();
    const keychain = memoryKeychain();
    await open(directory, keychain, { protector: 'keychain' }).set('KEY', 'x');
    expect(open(directory, keychain).where()).toMatchObject({ reason: 'chosen by configuration' });
  });
});
