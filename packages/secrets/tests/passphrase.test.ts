import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openVault } from '../src/openVault.js';
import type { Vault } from '../src/vault.js';
import type { PassphrasePurpose } from '../src/vaultContext.js';
import { aimErrorOf } from './support/aimError.js';
import { tempDirectory } from './support/tempDirectory.js';

function open(directory: string, passphrase?: string, asked: PassphrasePurpose[] = []): Vault {
  return openVault({
    metadataPath: join(directory, 'meta.json'),
    protector: 'passphrase',
    workFactor: 16,
    ...(passphrase !== undefined && {
      passphrase: async (purpose: PassphrasePurpose) => {
        asked.push(purpose);
        return passphrase;
      },
    }),
  });
}

describe('a vault behind a passphrase', () => {
  it('opens with it, asks once a session, and keeps no plain key', async () => {
    const directory = tempDirectory();
    const asked: PassphrasePurpose[] = [];
    const vault = open(directory, 'correct horse', asked);
    await vault.set('KEY', 'x');
    await vault.get('KEY');
    await vault.set('KEY', 'y');
    expect(asked).toEqual(['create']);
    expect(await open(directory, 'correct horse', asked).get('KEY')).toMatchObject({ value: 'y' });
    expect(asked).toEqual(['create', 'unlock']);
    expect(existsSync(join(directory, 'vault-identity'))).toBe(false);
    expect(readFileSync(join(directory, 'vault-identity.age'), 'latin1')).toMatch(
      /^age-encryption.org\/v1\n-> scrypt \S+ 16\n/,
    );
  });

  it('tells a wrong passphrase from none, and both from a damaged key', async () => {
    const directory = tempDirectory();
    await open(directory, 'right').set('KEY', 'x');
    const wrong = await aimErrorOf(() => open(directory, 'wrong').get('KEY'));
    expect([wrong.code, wrong.exitCode]).toEqual(['SECRETS_WRONG_PASSPHRASE', 7]);
    expect(wrong.message).not.toContain('wrong');
    const none = await aimErrorOf(() => open(directory).get('KEY'));
    expect([none.code, none.exitCode]).toEqual(['SECRETS_LOCKED', 7]);
    expect(none.hint).toContain('AIM_PASSPHRASE');
    const empty = await aimErrorOf(() => open(directory, '').set('KEY', 'y'));
    expect(empty.code).toBe('SECRETS_LOCKED');
    const key = join(directory, 'vault-identity.age');
    const bytes = readFileSync(key);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    writeFileSync(key, bytes);
    expect((await aimErrorOf(() => open(directory, 'right').get('KEY'))).code).toBe('SECRETS_TAMPERED');
  });

  it('is listed and looked at without it', async () => {
    const directory = tempDirectory();
    await open(directory, 'right').set('KEY', 'x');
    expect(open(directory).list()).toMatchObject([{ key: 'KEY', exists: true }]);
    const status = { protector: 'passphrase', secret_count: 1, unlocked: null, problem: null };
    expect(await open(directory, 'right').status({ unlock: true })).toMatchObject(status);
    const unlocked = open(directory, 'right');
    await unlocked.get('KEY');
    expect(await unlocked.status()).toMatchObject({ unlocked: true });
  });

  it('reports a key file that is gone', async () => {
    const directory = tempDirectory();
    await open(directory, 'right').set('KEY', 'x');
    rmSync(join(directory, 'vault-identity.age'));
    const error = await aimErrorOf(() => open(directory, 'right').get('KEY'));
    expect([error.code, error.message.includes('vault-identity.age')]).toEqual(['SECRETS_LOCKED', true]);
  });

  it('is not created without a passphrase', async () => {
    const directory = tempDirectory();
    expect((await aimErrorOf(() => open(directory).set('KEY', 'x'))).code).toBe('SECRETS_LOCKED');
    expect(existsSync(join(directory, 'vault.age'))).toBe(false);
  });
});
