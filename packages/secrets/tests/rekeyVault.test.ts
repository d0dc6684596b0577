import * as nodeFs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openVault, type VaultOptions } from '../src/openVault.js';
import type { ProtectorKind } from '../src/protectors/protector.js';
import type { Vault } from '../src/vault.js';
import { memoryKeychain } from './support/memoryKeychain.js';
import { tempDirectory } from './support/tempDirectory.js';

const kinds: readonly ProtectorKind[] = ['file', 'passphrase', 'keychain'];

function opener(): { readonly directory: string; readonly open: (options?: Partial<VaultOptions>) => Vault } {
  const directory = tempDirectory();
  const keychain = memoryKeychain();
  const passphrase = async (): Promise<string> => 'pass';
  const metadataPath = join(directory, 'meta.json');
  return {
    directory,
    open: (options) =>
      openVault({ metadataPath, protector: 'file', keychain, passphrase, workFactor: 16, ...options }),
  };
}

describe('rekey', () => {
  it.each(kinds.flatMap((from) => kinds.map((to) => [from, to] as const)))(
    'moves a vault from %s to %s with all it holds',
    async (from, to) => {
      const { directory, open } = opener();
      const secrets = { description: 'kept' };
      await open({ protector: from }).set('KEY', 'x', secrets);
      const before = open().where().recipient;
      const vault = open({ protector: from });
      const result = await vault.rekey({ protector: to });
      expect(result).toMatchObject({ from, protector: to, generation: 2, rolledBack: false });
      expect(result.recipient).not.toBe(before);
      expect(await vault.get('KEY')).toEqual({ value: 'x', rolledBack: false });
      expect(await open({ protector: 'auto' }).get('KEY')).toEqual({ value: 'x', rolledBack: false });
      expect(open().where()).toMatchObject({ protector: to, recipient: result.recipient });
      expect(open().list()).toMatchObject([{ key: 'KEY', description: 'kept' }]);
      expect(nodeFs.existsSync(join(directory, 'vault-identity'))).toBe(to === 'file');
      expect(nodeFs.existsSync(join(directory, 'vault-identity.age'))).toBe(to === 'passphrase');
    },
  );

  it('keeps the key when asked to', async () => {
    const { open } = opener();
    await open().set('KEY', 'x');
    const before = open().where().recipient;
    await open().rekey({ protector: 'keychain', newIdentity: false });
    expect(open().where().recipient).toBe(before);
  });

  it('leaves no file that the old key opens', async () => {
    const { directory, open } = opener();
    await open().set('KEY', 'x');
    const oldKey = join(directory, 'old-key');
    nodeFs.copyFileSync(join(directory, 'vault-identity'), oldKey);
    await open().rekey();
    for (const name of ['vault.age', 'vault.age.bak']) {
      const attempt = openVault({
        metadataPath: join(directory, 'none.json'),
        vaultPath: join(directory, name),
        identityPath: oldKey,
      });
      await expect(attempt.get('KEY')).rejects.toMatchObject({ code: 'SECRETS_TAMPERED' });
    }
  });

  it('is noticed by a vault that another process has open', async () => {
    const { open } = opener();
    await open().set('KEY', 'x');
    const other = open();
    await other.get('KEY');
    await open().rekey({ protector: 'keychain' });
    expect(await other.get('KEY')).toMatchObject({ value: 'x' });
    await other.set('KEY', 'y');
    expect(await open().get('KEY')).toMatchObject({ value: 'y' });
  });

  it.each(kinds)(
    'to %s, interrupted at any write, leaves a vault that opens',
    async (to) => {
      let failures = 0;
      for (let failAt = 1; failAt <= 8; failAt += 1) {
        const { open } = opener();
        await open().set('KEY', 'x');
        let count = 0;
        const renameSync: typeof nodeFs.renameSync = (source, target) => {
          count += 1;
          if (count >= failAt) throw Object.assign(new Error('no'), { code: 'EIO', syscall: 'rename' });
          nodeFs.renameSync(source, target);
        };
        await open({ fs: { ...nodeFs, renameSync } })
          .rekey({ protector: to })
          .catch(() => (failures += 1));
        expect(await open({ protector: 'auto' }).get('KEY')).toEqual({ value: 'x', rolledBack: false });
      }
      expect(failures).toBeGreaterThanOrEqual(4);
    },
    60_000,
  );
});
