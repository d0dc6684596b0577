import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditEvent } from '@aim/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { openVault, type VaultOptions } from '../src/openVault.js';
import type { Vault } from '../src/vault.js';
import { aimErrorOf } from './support/aimError.js';
import { hasProgram, runProgram } from './support/program.js';
import { tempDirectory } from './support/tempDirectory.js';

let directory: string;
let metadataPath: string;

beforeEach(() => {
  directory = tempDirectory();
  metadataPath = join(directory, 'data', 'secrets_metadata.json');
});

function fileVault(options: Partial<VaultOptions> = {}): Vault {
  return openVault({ metadataPath, protector: 'file', ...options });
}

function inData(name: string): string {
  return join(directory, 'data', name);
}

describe('a vault', () => {
  it('touches nothing until something is stored', async () => {
    const vault = fileVault();
    expect(vault.list()).toEqual([]);
    expect(vault.where()).toMatchObject({ protector: null, keyLocation: null, recipient: null });
    expect(await vault.getMany(['A'])).toMatchObject({ missing: ['A'], rolledBack: false });
    expect(await vault.status()).toMatchObject({
      exists: false,
      secret_count: 0,
      unlocked: null,
      problem: null,
    });
    expect((await aimErrorOf(() => vault.get('A'))).code).toBe('SECRETS_NOT_FOUND');
    expect((await aimErrorOf(() => vault.delete('A'))).code).toBe('SECRETS_NOT_FOUND');
    expect((await aimErrorOf(() => vault.rekey())).code).toBe('SECRETS_NO_PROTECTOR');
    expect(await vault.importMany([])).toMatchObject({ generation: 0, created: [] });
    expect(existsSync(join(directory, 'data'))).toBe(false);
  });

  it('is made empty when asked for, once', async () => {
    expect(await fileVault().create()).toBe(true);
    expect(await fileVault().status({ unlock: true })).toMatchObject({
      exists: true,
      secret_count: 0,
      unlocked: true,
    });
    await fileVault().set('KEY', 'a value');
    expect(await fileVault().create()).toBe(false);
    expect(await fileVault().get('KEY')).toMatchObject({ value: 'a value' });
  });

  it('gives back exactly what was stored, also to another process', async () => {
    const value = '-----BEGIN KEY-----\r\nline\n"\'`$HOME ünï \u{1f511}\\\n';
    await fileVault().set('SSH_KEY', value, { description: 'deploy key' });
    expect(await fileVault().get('SSH_KEY')).toEqual({ value, rolledBack: false });
  });

  it('keeps created_at and description on update and lists both without unlocking', async () => {
    const times = ['2030-01-01T00:00:00.000Z', '2031-01-01T00:00:00.000Z'];
    const at = (index: number): Vault => fileVault({ clock: () => new Date(times[index] ?? 0) });
    await at(0).set('B_KEY', 'one', { description: 'first' });
    await at(1).set('B_KEY', 'two');
    await at(1).set('A_KEY', 'three');
    rmSync(inData('vault-identity'));
    expect(fileVault().list()).toEqual([
      { key: 'A_KEY', description: '', created_at: times[1], updated_at: times[1], exists: true },
      { key: 'B_KEY', description: 'first', created_at: times[0], updated_at: times[1], exists: true },
    ]);
  });

  it('hands out many at once and says what is missing', async () => {
    const vault = fileVault();
    await vault.importMany([
      { name: 'ONE', value: '1' },
      { name: 'TWO', value: '' },
    ]);
    const { values, missing } = await vault.getMany(['TWO', 'NONE', 'ONE', 'constructor', 'ONE']);
    expect({ ...values }).toEqual({ ONE: '1', TWO: '' });
    expect(missing).toEqual(['NONE', 'constructor']);
    expect({ ...(await vault.exportAll()).values }).toEqual({ ONE: '1', TWO: '' });
  });

  it('imports in one write, or not at all', async () => {
    const vault = fileVault();
    await vault.set('OLD', 'x');
    const result = await vault.importMany([
      { name: 'OLD', value: 'y' },
      { name: 'NEW', value: 'z', description: 'added' },
    ]);
    expect(result).toEqual({ generation: 2, rolledBack: false, created: ['NEW'], updated: ['OLD'] });
    const entries = [
      { name: 'FINE', value: '1' },
      { name: 'PATH', value: '2' },
    ];
    expect((await aimErrorOf(() => vault.importMany(entries))).code).toBe('SECRETS_INVALID_NAME');
    expect((await vault.getMany(['FINE'])).missing).toEqual(['FINE']);
  });

  it('deletes', async () => {
    const vault = fileVault();
    await vault.set('GONE', 'x');
    await vault.delete('GONE');
    expect(vault.list()).toEqual([]);
    expect((await aimErrorOf(() => vault.get('GONE'))).code).toBe('SECRETS_NOT_FOUND');
  });

  it('refuses bad names and values without repeating the value', async () => {
    const vault = fileVault();
    expect((await aimErrorOf(() => vault.set('A=B', 'x'))).code).toBe('SECRETS_INVALID_NAME');
    const error = await aimErrorOf(() => vault.set('A', 'canary\0'));
    expect(error.code).toBe('SECRETS_INVALID_VALUE');
    expect(JSON.stringify([error.message, error.hint])).not.toContain('canary');
    expect(existsSync(join(directory, 'data'))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'keeps every file private and leaves no value outside the vault',
    async () => {
      const vault = fileVault();
      await vault.set('KEY', 'canary-5541');
      await vault.set('KEY', 'canary-5542');
      expect(statSync(join(directory, 'data')).mode & 0o777).toBe(0o700);
      const files = readdirSync(join(directory, 'data'), { withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      expect(files.map(({ name }) => name).sort()).toEqual(
        ['secrets_metadata.json', 'vault-identity', 'vault.age', 'vault.age.bak'].sort(),
      );
      for (const { name } of files) {
        expect(statSync(inData(name)).mode & 0o777).toBe(0o600);
        expect(readFileSync(inData(name), 'latin1')).not.toContain('canary-554');
      }
    },
  );

  it('keeps the previous vault, which opens with the same key', async () => {
    await fileVault().set('KEY', 'one');
    await fileVault().set('KEY', 'two');
    const previous = openVault({
      metadataPath,
      vaultPath: inData('vault.age.bak'),
      identityPath: inData('vault-identity'),
    });
    expect(await previous.get('KEY')).toEqual({ value: 'one', rolledBack: true });
  });

  it.skipIf(!hasProgram('age', ['--version']))('opens with the age program', async () => {
    await fileVault().set('KEY', 'for age');
    const { stdout, code } = await runProgram('age', [
      '-d',
      '-i',
      inData('vault-identity'),
      inData('vault.age'),
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 1,
      generation: 1,
      secrets: { KEY: { value: 'for age' } },
    });
  });

  it('finds its paths where it is told', async () => {
    const options = { vaultPath: join(directory, 'v/box.age'), identityPath: join(directory, 'k/key') };
    const vault = fileVault(options);
    await vault.set('KEY', 'x');
    expect(vault.where()).toMatchObject({ keyLocation: options.identityPath, vaultPath: options.vaultPath });
    expect(existsSync(options.vaultPath) && existsSync(options.identityPath)).toBe(true);
  });
});

describe('the audit record', () => {
  it('comes before the value, with names only', async () => {
    const events: AuditEvent[] = [];
    const vault = fileVault({ audit: async (event) => void events.push(event) });
    await vault.set('KEY', 'canary-77');
    await vault.get('KEY');
    await vault.getMany(['NONE']);
    await vault.delete('KEY');
    expect(events.map(({ type, details }) => [type, details?.['secrets']])).toEqual([
      ['secret_set', ['KEY']],
      ['secret_access', ['KEY']],
      ['secret_delete', ['KEY']],
    ]);
    expect(JSON.stringify(events)).not.toContain('canary-77');
  });

  it('that cannot be made keeps values in and changes out', async () => {
    await fileVault().set('KEY', 'x');
    const before = readFileSync(inData('vault.age'));
    const vault = fileVault({ audit: () => Promise.reject(new Error('audit disk full')) });
    await expect(vault.get('KEY')).rejects.toThrow('audit disk full');
    await expect(vault.exportAll()).rejects.toThrow('audit disk full');
    await expect(vault.set('KEY', 'y')).rejects.toThrow('audit disk full');
    await expect(vault.delete('KEY')).rejects.toThrow('audit disk full');
    await expect(vault.rekey()).rejects.toThrow('audit disk full');
    expect(readFileSync(inData('vault.age')).equals(before)).toBe(true);
  });
});

describe('an older copy of the vault', () => {
  it('is noticed as a warning, and the next write leaves it behind', async () => {
    const vault = fileVault();
    await vault.set('KEY', 'one');
    const old = readFileSync(inData('vault.age'));
    await vault.set('KEY', 'two');
    writeFileSync(inData('vault.age'), old);
    const notices: string[] = [];
    const another = openVault({
      metadataPath: inData('secrets_metadata.json'),
      onNotice: (message) => void notices.push(message),
    });
    await another.getMany(['KEY']);
    await another.getMany(['KEY']);
    expect(notices).toEqual([expect.stringContaining('a previous copy was put back')]);
    expect(await vault.get('KEY')).toEqual({ value: 'one', rolledBack: true });
    expect(await vault.status()).toMatchObject({ rolledBack: true, unlocked: true });
    expect(await vault.set('KEY', 'three')).toMatchObject({ generation: 3, rolledBack: true });
    expect(await vault.get('KEY')).toEqual({ value: 'three', rolledBack: false });
  });
});

describe('metadata of the older Python tool', () => {
  it('is listed, kept, and joined by the vault’s own entries', async () => {
    await fileVault().set('OTHER', 'x');
    rmSync(join(directory, 'data'), { recursive: true });
    const legacy = { OPENAI_API_KEY: { description: 'mine', created_at: '2025-01-02T03:04:05+00:00' } };
    const vault = openVault({ metadataPath: join(directory, 'old.json'), protector: 'file' });
    writeFileSync(join(directory, 'old.json'), `\uFEFF${JSON.stringify(legacy)}`, { mode: 0o644 });
    expect(vault.list()).toEqual([
      {
        key: 'OPENAI_API_KEY',
        description: 'mine',
        created_at: '2025-01-02T03:04:05+00:00',
        updated_at: null,
        exists: false,
      },
    ]);
    await vault.set('NEW_KEY', 'x');
    expect(vault.list().map(({ key, exists }) => [key, exists])).toEqual([
      ['NEW_KEY', true],
      ['OPENAI_API_KEY', false],
    ]);
    await vault.set('OPENAI_API_KEY', 'now here');
    expect(vault.list()[1]).toMatchObject({
      description: 'mine',
      created_at: '2025-01-02T03:04:05+00:00',
      exists: true,
    });
  });

  it('can still be read by that tool: every value is an object with description and created_at', async () => {
    await fileVault().set('KEY', 'x');
    const json = JSON.parse(readFileSync(metadataPath, 'utf8')) as Record<string, Record<string, unknown>>;
    expect(Object.keys(json)).toEqual(['$vault', 'KEY']);
    for (const entry of Object.values(json)) {
      expect(typeof entry['description']).toBe('string');
      expect(typeof entry['created_at']).toBe('string');
    }
  });

  it('is deleted by name though the vault never had a value', async () => {
    const path = join(directory, 'old.json');
    writeFileSync(path, JSON.stringify({ A_KEY: { description: '', created_at: '' } }), { mode: 0o600 });
    const vault = openVault({ metadataPath: path, protector: 'file' });
    await vault.delete('A_KEY');
    expect(vault.list()).toEqual([]);
  });
});

describe('status', () => {
  it('reports a problem instead of throwing', async () => {
    const vault = fileVault();
    await vault.set('KEY', 'x');
    rmSync(inData('vault-identity'));
    expect(await fileVault().status()).toMatchObject({
      exists: true,
      protector: 'file',
      secret_count: 1,
      unlocked: false,
      problem: { code: 'SECRETS_LOCKED' },
    });
    rmSync(inData('vault.age'));
    expect(await vault.status()).toMatchObject({ exists: false, problem: { code: 'SECRETS_VAULT_MISSING' } });
  });

  it.skipIf(process.platform === 'win32')('reports metadata that others can change', async () => {
    const vault = fileVault();
    await vault.set('KEY', 'x');
    chmodSync(metadataPath, 0o666);
    expect(await vault.status()).toMatchObject({ problem: { code: 'SECRETS_UNSAFE_FILE' } });
  });
});
