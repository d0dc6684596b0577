import * as nodeFs from 'node:fs';
import { join } from 'node:path';
import { AimError } from '@aim/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { countFaults, thorough } from '../../../tools/testing/faults.mjs';
import { decryptAge } from '../src/age/decryptAge.js';
import { encryptAge } from '../src/age/encryptAge.js';
import { parseIdentityFile } from '../src/age/identityFile.js';
import { generateIdentity } from '../src/age/x25519Keys.js';
import { openVault, type VaultOptions } from '../src/openVault.js';
import type { Vault } from '../src/vault.js';
import { aimErrorOf } from './support/aimError.js';
import { tempDirectory } from './support/tempDirectory.js';

const { readFileSync, writeFileSync } = nodeFs;
let directory: string;
let metadataPath: string;
let vaultPath: string;
let identityPath: string;

function open(options: Partial<VaultOptions> = {}): Vault {
  return openVault({ metadataPath, protector: 'file', ...options });
}

beforeEach(async () => {
  directory = tempDirectory();
  metadataPath = join(directory, 'meta.json');
  vaultPath = join(directory, 'vault.age');
  identityPath = join(directory, 'vault-identity');
  await open().set('KEY', 'value-before');
});

/** What the vault file holds, and the recipient, which is public. */
function contents(): { readonly text: string; readonly recipient: string } {
  const identities = parseIdentityFile(readFileSync(identityPath, 'utf8'));
  const { plaintext } = decryptAge(readFileSync(vaultPath), { identities });
  return { text: plaintext.toString('utf8'), recipient: identities[0]?.recipient ?? '' };
}

describe('a changed vault', () => {
  it('is never accepted, whichever single byte was changed', async () => {
    const good = readFileSync(vaultPath);
    const vault = open();
    const saw = countFaults('vault read', 'every byte changed');
    const accepted: number[] = [];
    const codes = new Set<string>();
    // One bit of each byte, or each of its bits and all of them.
    const changes = (index: number): readonly number[] =>
      thorough ? [1, 2, 4, 8, 16, 32, 64, 128, 255] : [1 << index % 8];
    const faults = [...good.keys()].flatMap((index) =>
      changes(index).map((change) => [index, change] as const),
    );
    for (const [index, change] of faults) {
      const bad = Buffer.from(good);
      bad.writeUInt8(bad.readUInt8(index) ^ change, index);
      writeFileSync(vaultPath, bad);
      try {
        await vault.get('KEY');
        accepted.push(index);
      } catch (error) {
        codes.add(error instanceof AimError ? error.code : String(error));
      }
    }
    expect(accepted).toEqual([]);
    saw('refused', faults.length);
    expect([...codes]).toEqual(['SECRETS_TAMPERED']);
  }, 600_000);

  it('is never accepted when cut or lengthened', async () => {
    const good = readFileSync(vaultPath);
    const vault = open();
    const saw = countFaults('vault read', 'cut at every byte, lengthened');
    const lengths = thorough ? [...good.keys()] : [0, 40, good.length - 1];
    for (const bad of [...lengths.map((length) => good.subarray(0, length)), Buffer.concat([good, good])]) {
      writeFileSync(vaultPath, bad);
      expect((await aimErrorOf(() => vault.get('KEY'))).code).toBe('SECRETS_TAMPERED');
      saw('refused');
    }
  });

  it('is not overwritten by a write', async () => {
    const bad = Buffer.concat([readFileSync(vaultPath), Buffer.from('x')]);
    writeFileSync(vaultPath, bad);
    for (const action of [open().set('NEW', 'x'), open().delete('KEY'), open().rekey()]) {
      const error = await aimErrorOf(() => action);
      expect(error.code).toBe('SECRETS_TAMPERED');
      expect(error.exitCode).toBe(7);
      expect(error.hint).toContain('.bak');
    }
    expect(readFileSync(vaultPath).equals(bad)).toBe(true);
  });
});

describe('a forged vault', () => {
  it.each([
    ['the real content under another MAC', (text: string) => text.replace(/"mac":"./, '"mac":"g')],
    ['a changed value under the old MAC', (text: string) => text.replace('value-before', 'value-forged')],
    ['no MAC', (text: string) => text.replace(/,"mac":"[0-9a-f]*"/, '')],
    ['a numeric MAC', (text: string) => text.replace(/"mac":"[0-9a-f]*"/, '"mac":1')],
    ['a raised generation', (text: string) => text.replace('"generation":1', '"generation":9')],
    ['a fractional generation', (text: string) => text.replace('"generation":1', '"generation":1.5')],
    ['a renamed secret', (text: string) => text.replace('"KEY"', '"KEY2"')],
    ['a __proto__ entry', (text: string) => text.replace('"KEY"', '"__proto__"')],
    ['a secret that is no object', () => '{"format":1,"generation":1,"secrets":{"KEY":1},"mac":""}'],
    ['a secret without a value', () => '{"format":1,"generation":1,"secrets":{"KEY":{"value":1}},"mac":""}'],
    ['an array', () => '[]'],
    ['no JSON', () => 'hello'],
  ])('is refused: %s', async (_name, change) => {
    const { text, recipient } = contents();
    expect(change(text)).not.toBe(text);
    writeFileSync(vaultPath, encryptAge(Buffer.from(change(text)), { recipients: [recipient] }));
    expect((await aimErrorOf(() => open().get('KEY'))).code).toBe('SECRETS_TAMPERED');
  });

  it('is refused when made with an attacker’s own key and named in the metadata', async () => {
    const { text, recipient } = contents();
    const other = generateIdentity();
    writeFileSync(vaultPath, encryptAge(Buffer.from(text), { recipients: [other.recipient] }));
    const metadata = readFileSync(metadataPath, 'utf8');
    writeFileSync(metadataPath, metadata.replace(recipient, other.recipient));
    expect((await aimErrorOf(() => open().get('KEY'))).code).toBe('SECRETS_TAMPERED');
  });

  it('cannot make new secrets readable for others by a recipient in the metadata', async () => {
    const { recipient } = contents();
    const other = generateIdentity();
    writeFileSync(metadataPath, readFileSync(metadataPath, 'utf8').replace(recipient, other.recipient));
    await open().set('NEW', 'x');
    expect(() => decryptAge(readFileSync(vaultPath), { identities: [other] })).toThrow('not for this key');
    expect(open().where().recipient).toBe(recipient);
  });
});

describe('a vault of a later version', () => {
  it('is left alone', async () => {
    const { text, recipient } = contents();
    const newer = encryptAge(Buffer.from(text.replace('"format":1', '"format":2')), {
      recipients: [recipient],
    });
    writeFileSync(vaultPath, newer);
    const error = await aimErrorOf(() => open().set('NEW', 'x'));
    expect([error.code, error.exitCode]).toEqual(['SECRETS_NEWER_FORMAT', 2]);
    expect(readFileSync(vaultPath).equals(newer)).toBe(true);
  });

  it('is left alone when only its metadata is newer', async () => {
    writeFileSync(metadataPath, readFileSync(metadataPath, 'utf8').replace('"format": 1', '"format": 7'));
    expect((await aimErrorOf(() => open().set('NEW', 'x'))).code).toBe('SECRETS_NEWER_FORMAT');
  });
});

describe('missing and damaged parts', () => {
  it('a missing vault is not taken for an empty one', async () => {
    nodeFs.rmSync(vaultPath);
    expect((await aimErrorOf(() => open().get('KEY'))).code).toBe('SECRETS_VAULT_MISSING');
    expect((await aimErrorOf(() => open().set('KEY', 'x'))).code).toBe('SECRETS_VAULT_MISSING');
    expect(nodeFs.existsSync(vaultPath)).toBe(false);
    expect(open().list()).toMatchObject([{ key: 'KEY', exists: false }]);
  });

  it('a missing key is not replaced by a new one', async () => {
    nodeFs.rmSync(identityPath);
    expect((await aimErrorOf(() => open().set('KEY', 'x'))).code).toBe('SECRETS_LOCKED');
    expect(nodeFs.existsSync(identityPath)).toBe(false);
  });

  it('a damaged key is told from a damaged vault', async () => {
    writeFileSync(identityPath, 'AGE-SECRET-KEY-1CANARY\n', { mode: 0o600 });
    const error = await aimErrorOf(() => open().get('KEY'));
    expect(error.code).toBe('SECRETS_TAMPERED');
    expect(error.message).toContain('vault-identity');
    expect(error.message).not.toContain('CANARY');
  });

  it.each(['{', '[]', '{"$vault":1}', '{"$vault":{"format":1,"protector":"moat"}}'])(
    'damaged metadata (%s) is reported, not overwritten',
    async (text) => {
      writeFileSync(metadataPath, text);
      expect((await aimErrorOf(() => open().set('A', 'b'))).code).toBe('SECRETS_TAMPERED');
      expect((await aimErrorOf(() => open().list())).code).toBe('SECRETS_TAMPERED');
      expect(readFileSync(metadataPath, 'utf8')).toBe(text);
    },
  );

  it('lost metadata is rebuilt from the vault at the next write', async () => {
    nodeFs.rmSync(metadataPath);
    expect(await open().get('KEY')).toEqual({ value: 'value-before', rolledBack: false });
    expect(open().where()).toMatchObject({ protector: 'file', reason: 'found beside the vault' });
    await open().set('NEW', 'x');
    expect(
      open()
        .list()
        .map(({ key }) => key),
    ).toEqual(['KEY', 'NEW']);
  });

  it('a key left by an interrupted first write is used', async () => {
    nodeFs.rmSync(metadataPath);
    nodeFs.rmSync(vaultPath);
    const key = readFileSync(identityPath);
    await open().set('KEY', 'again');
    expect(readFileSync(identityPath).equals(key)).toBe(true);
    expect(await open().get('KEY')).toEqual({ value: 'again', rolledBack: false });
  });
});

describe.skipIf(process.platform === 'win32')('unsafe files', () => {
  it.each([0o644, 0o640, 0o606])(
    'a vault with mode %o is refused with the command that helps',
    async (mode) => {
      nodeFs.chmodSync(vaultPath, mode);
      const error = await aimErrorOf(() => open().get('KEY'));
      expect([error.code, error.exitCode]).toEqual(['SECRETS_UNSAFE_FILE', 7]);
      expect(error.hint).toContain(`chmod 600 '${vaultPath}'`);
    },
  );

  it('a readable key file is refused', async () => {
    nodeFs.chmodSync(identityPath, 0o644);
    expect((await aimErrorOf(() => open().get('KEY'))).code).toBe('SECRETS_UNSAFE_FILE');
  });

  it('links in place of the files are refused, for reading and for writing', async () => {
    for (const path of [vaultPath, identityPath, metadataPath]) {
      nodeFs.renameSync(path, `${path}.real`);
      nodeFs.symlinkSync(`${path}.real`, path);
      expect((await aimErrorOf(() => open().get('KEY'))).code).toBe('SECRETS_UNSAFE_FILE');
      expect((await aimErrorOf(() => open().set('KEY', 'x'))).code).toBe('SECRETS_UNSAFE_FILE');
      nodeFs.renameSync(`${path}.real`, path);
    }
    nodeFs.symlinkSync(join(directory, 'elsewhere'), join(directory, 'vault.age.bak'));
    expect((await aimErrorOf(() => open().set('KEY', 'x'))).code).toBe('SECRETS_UNSAFE_FILE');
    expect(nodeFs.existsSync(join(directory, 'elsewhere'))).toBe(false);
    expect(await open().get('KEY')).toMatchObject({ value: 'value-before' });
  });

  it('a directory in place of the vault is refused', async () => {
    nodeFs.rmSync(vaultPath);
    nodeFs.mkdirSync(vaultPath);
    expect((await aimErrorOf(() => open().get('KEY'))).code).toBe('SECRETS_UNSAFE_FILE');
  });

  it.skipIf(process.getuid?.() !== 0)('a vault of another user is refused', async () => {
    nodeFs.chownSync(vaultPath, 12345, 12345);
    const error = await aimErrorOf(() => open().get('KEY'));
    expect(error.code).toBe('SECRETS_UNSAFE_FILE');
    expect(error.message).toContain('12345');
  });

  it.skipIf(process.getuid?.() === 0)('an unreadable vault is named', async () => {
    nodeFs.chmodSync(vaultPath, 0o000);
    expect((await aimErrorOf(() => open().get('KEY'))).message).toContain('EACCES');
  });

  it('on Windows, where modes mean nothing, they are not looked at', async () => {
    nodeFs.chmodSync(vaultPath, 0o644);
    expect(await open({ platform: 'win32' }).get('KEY')).toMatchObject({ value: 'value-before' });
  });
});

describe('a failing disk', () => {
  const calls = ['openSync', 'writeSync', 'fsyncSync', 'renameSync'] as const;

  it.each(calls)(
    '%s failing at any point leaves the old or the new vault, and an honest answer',
    async (name) => {
      const saw = countFaults('vault write', 'ENOSPC at every call');
      let failures = 0;
      for (let failAt = 1; failAt <= 8; failAt += 1) {
        const before = (await open().get('KEY')).value;
        const wanted = `value-${name}-${failAt}`;
        let count = 0;
        const original = nodeFs[name] as (...args: unknown[]) => unknown;
        const failing = (...args: unknown[]): unknown => {
          count += 1;
          if (count === failAt) {
            throw Object.assign(new Error(`ENOSPC: ${wanted}`), {
              code: 'ENOSPC',
              syscall: 'write',
              errno: -28,
            });
          }
          return original(...args);
        };
        const fs = { ...nodeFs, [name]: failing } as typeof nodeFs;
        const outcome = await open({ fs })
          .set('KEY', wanted)
          .then(
            () => 'stored',
            (error: unknown) => error,
          );
        const { value, rolledBack } = await open().get('KEY');
        expect([before, wanted]).toContain(value);
        expect(rolledBack).toBe(false);
        if (outcome !== 'stored') failures += 1;
        if (count >= failAt) saw(value === before ? 'before' : 'after');
        expect(outcome).toSatisfy((answer) =>
          answer === 'stored'
            ? value === wanted
            : answer instanceof AimError && answer.code === 'WRITE_FAILED',
        );
        expect(String(outcome)).not.toContain('value-');
      }
      expect(failures).toBeGreaterThanOrEqual(3);
    },
  );

  it('that stores other bytes than it was given is noticed', async () => {
    const lying = (descriptor: number, data: Uint8Array, ...rest: number[]): number =>
      nodeFs.writeSync(descriptor, Buffer.alloc(data.length, 120), ...rest);
    const fs = { ...nodeFs, writeSync: lying } as typeof nodeFs;
    expect((await aimErrorOf(() => open({ fs }).set('KEY', 'x'))).code).toBe('SECRETS_WRITE_FAILED');
  });
});
