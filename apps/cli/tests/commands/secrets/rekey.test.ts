import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const identity = (): string => join(home.aimHome, 'data', 'vault-identity');
beforeEach(async () => {
  await home.aim(['secrets', 'set', 'KEY'], { stdin: 'value' });
});

describe('aim secrets rekey', () => {
  it('makes a new key that opens the vault', async () => {
    const before = readFileSync(identity(), 'utf8');
    const rekeyed = await home.aim(['secrets', 'rekey']);
    expect(rekeyed).toMatchObject({ exitCode: 0, stdout: "The vault's key is now protected by: file\n" });
    expect(readFileSync(identity(), 'utf8')).not.toBe(before);
    expect((await home.aim(['secrets', 'get', 'KEY'])).stdout).toBe('value\n');
  });

  it('keeps the key with --keep-key', async () => {
    const key = (): string => /AGE-SECRET-KEY-\S+/.exec(readFileSync(identity(), 'utf8'))?.[0] ?? 'none';
    const before = key();
    expect((await home.aim(['secrets', 'rekey', '--keep-key'])).exitCode).toBe(0);
    expect(key()).toBe(before);
  });

  it('moves the key behind a passphrase and back', async () => {
    const env = { AIM_PASSPHRASE: 'correct horse' };
    const moved = await home.aim(['secrets', 'rekey', '--protector', 'passphrase'], { env });
    expect(moved).toMatchObject({ exitCode: 0, stdout: "The vault's key is now protected by: passphrase\n" });
    expect(existsSync(identity())).toBe(false);

    expect((await home.aim(['secrets', 'get', 'KEY'], { env })).stdout).toBe('value\n');
    const wrong = await home.aim(['secrets', 'get', 'KEY'], { env: { AIM_PASSPHRASE: 'battery staple' } });
    expect(wrong).toMatchObject({ exitCode: 7, stdout: '' });
    expect(wrong.stderr).toContain('[SECRETS_WRONG_PASSPHRASE]');
    expect(wrong.stderr).not.toMatch(/battery|horse/);

    const asked = await home.aim(['secrets', 'get', 'KEY'], { stdinIsTTY: true, answers: ['correct horse'] });
    expect(asked).toMatchObject({ stdout: 'value\n', questions: ['Passphrase of the vault'] });

    const unasked = await home.aim(['secrets', 'get', 'KEY']);
    expect(unasked.exitCode).toBe(5);
    expect(unasked.stderr).toContain('Set AIM_PASSPHRASE for this command.');

    const back = await home.aim(['secrets', 'rekey', '--protector', 'file'], { env });
    expect(back.exitCode).toBe(0);
    expect((await home.aim(['secrets', 'get', 'KEY'])).stdout).toBe('value\n');
  });

  it('refuses the keychain where there is none and changes nothing', async () => {
    const before = readFileSync(identity(), 'utf8');
    const rekeyed = await home.aim(['secrets', 'rekey', '--protector', 'keychain']);
    expect(rekeyed.exitCode).toBe(7);
    expect(rekeyed.stderr).toContain('[SECRETS_KEYCHAIN_UNAVAILABLE]');
    expect(readFileSync(identity(), 'utf8')).toBe(before);
  });
});
