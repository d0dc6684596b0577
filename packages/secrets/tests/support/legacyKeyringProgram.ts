// argv: metadata path, keychain child, keytar module, action. Prints one JSON document.
import type { AuditEvent } from '@aim/core';
import { createKeychain } from '../../src/keychain.js';
import { importLegacy } from '../../src/import/importLegacy.js';
import { legacyKeyring } from '../../src/import/legacyKeyring.js';
import { busSocket } from '../../src/import/secretService/busAddress.js';
import { openDbus } from '../../src/import/secretService/dbusConnection.js';
import { openSecretSession, secretService } from '../../src/import/secretService/secretServiceItems.js';
import { openVault } from '../../src/openVault.js';

const [metadataPath = '', childPath = '', module = '', action = ''] = process.argv.slice(2);
const openOwn = () =>
  openVault({ metadataPath, protector: 'keychain', keychain: createKeychain({ childPath, module }) });
const keyring = legacyKeyring({
  platform: 'linux',
  env: process.env,
  powerShell: () => Promise.reject(new Error('not on Linux')),
});

/** As Python's keyring library 23.9 stores it. */
async function storeAsPython(items: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const bus = await openDbus({ socket: busSocket(process.env) ?? '', deadlineMs: 10_000 });
  const session = await openSecretSession(bus);
  for (const [name, secret] of Object.entries(items)) {
    const attributes = [
      ['application', 'Python keyring library'],
      ['service', 'aim-plus'],
      ['username', name],
    ];
    await bus.call({
      destination: secretService.destination,
      path: '/org/freedesktop/secrets/aliases/default',
      interface: 'org.freedesktop.Secret.Collection',
      member: 'CreateItem',
      signature: 'a{sv}(oayays)b',
      arguments: [
        [
          [
            'org.freedesktop.Secret.Item.Label',
            { signature: 's', value: `Password for '${name}' on 'aim-plus'` },
          ],
          ['org.freedesktop.Secret.Item.Attributes', { signature: 'a{ss}', value: attributes }],
        ],
        [session, new Uint8Array(), secret, 'text/plain'],
        true,
      ],
    });
  }
  bus.close();
}

async function act(): Promise<unknown> {
  if (action === 'store') {
    await openOwn().set('OWN_KEY', 'already in the vault');
    await storeAsPython({
      OPENAI_API_KEY: Buffer.from('sk-zwölf "quotes"\n\u{1f511}'),
      github: Buffer.from('ghp-older'),
      BINARY: Buffer.from([0xff, 0xfe, 0xfd]),
    });
    return { stored: true };
  }
  if (action === 'read') return keyring.read();
  if (action === 'export') return (await openOwn().exportAll()).values;
  const events: AuditEvent[] = [];
  const outcome = await importLegacy({
    stores: [keyring],
    envMap: { GITHUB_TOKEN: 'github' },
    removeLegacy: action === 'remove',
    openVault: openOwn,
    audit: async (event) => void events.push(event),
  });
  return { ...outcome, events: events.map(({ type, message }) => [type, message]) };
}

process.stdout.write(JSON.stringify(await act()));
