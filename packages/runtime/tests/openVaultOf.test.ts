import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openVaultOf } from '../src/openVaultOf.js';
import { servicePaths } from '../src/servicePaths.js';
import { openServices, recordedEvents } from './support/services.js';
import { useTestHome } from './support/testHome.js';

describe('openVaultOf', () => {
  const machine = useTestHome();

  it('touches nothing until it is used', () => {
    const { vault } = openServices(machine.settings());
    expect(vault.list()).toEqual([]);
    expect(existsSync(join(machine.path, 'aim'))).toBe(false);
  });

  it.runIf(process.platform === 'linux')(
    'keeps its key in a file where the given environment names no session bus, and says so once',
    async () => {
      const settings = machine.settings();
      const { vault, notices } = openServices(settings);
      await vault.set('A_KEY', 'value-of-a');
      await vault.set('B_KEY', 'value-of-b');
      expect(notices).toEqual([expect.stringContaining('there is no D-Bus session bus')]);
      expect(vault.where()).toMatchObject({
        protector: 'file',
        metadataPath: servicePaths(settings).secretsMetadata,
      });
    },
  );

  it.runIf(process.platform === 'linux')(
    'asks for a keychain at the session bus that the given environment names',
    async () => {
      const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${machine.path}/no-bus` };
      const { vault, notices } = openServices(machine.settings({ env }));
      await vault.set('A_KEY', 'value-of-a');
      expect(notices).toEqual([expect.stringMatching(/^keychain not available \((?!there is no D-Bus)/)]);
    },
  );

  it('stores a value that another process’s vault gives back', async () => {
    const settings = machine.settings();
    await openServices(settings).vault.set('A_KEY', 'value-of-a');
    expect((await openServices(settings).vault.get('A_KEY')).value).toBe('value-of-a');
    for (const { path, bytes } of machine.files())
      expect([path, bytes.includes('value-of-a')]).toEqual([path, false]);
  });

  it('lies where the configuration says', async () => {
    const settings = machine.settings({ config: { environment: { secretsVault: '~/keys/meta.json' } } });
    await openServices(settings).vault.set('A_KEY', 'value-of-a');
    expect(readFileSync(join(machine.home, 'keys/vault.age'), 'latin1')).toContain('age-encryption.org/v1');
    expect(statSync(join(machine.home, 'keys/vault-identity')).mode & 0o777).toBe(0o600);
  });

  it('records every access before it gives a value out', async () => {
    const settings = machine.settings();
    const { vault } = openServices(settings);
    await vault.set('A_KEY', 'value-of-a');
    await vault.get('A_KEY');
    const types = recordedEvents(settings).map(({ event_type }) => event_type);
    expect(types).toContain('secret_set');
    expect(types.at(-1)).toMatch(/^secret_(get|access)$/);
  });

  it('gives nothing out when it cannot be recorded', async () => {
    const settings = machine.settings();
    const { vault } = openServices(settings);
    await vault.set('A_KEY', 'value-of-a');
    const refusing = openVaultOf(settings, {
      audit: () => Promise.reject(new Error('the disk is full')),
      passphrase: () => Promise.resolve(''),
      notice: () => undefined,
    });
    await expect(refusing.get('A_KEY')).rejects.toThrow('the disk is full');
  });
});
