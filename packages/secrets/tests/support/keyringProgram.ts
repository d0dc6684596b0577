// argv: metadata path, keychain child, keytar module, action. Prints one JSON document.
import { AimError } from '@aim/core';
import { createKeychain } from '../../src/keychain.js';
import { callKeychain } from '../../src/keychainProcess.js';
import { openVault } from '../../src/openVault.js';

const [metadataPath = '', childPath = '', module = '', action = ''] = process.argv.slice(2);
const notices: string[] = [];
const vault = openVault({
  metadataPath,
  keychain: createKeychain({ childPath, module }),
  onNotice: (message) => notices.push(message),
});

async function act(): Promise<unknown> {
  if (action === 'store') {
    await vault.set('REAL_KEY', 'kept by a real keyring');
    const leftovers = await callKeychain([{ op: 'get', account: 'vault-identity' }], { childPath, module });
    return { where: vault.where(), read: await vault.get('REAL_KEY'), entry: leftovers.outcome };
  }
  if (action === 'read') return vault.get('REAL_KEY');
  if (action === 'leave') return vault.rekey({ protector: 'file' });
  return vault.status({ unlock: true });
}

const answer = await act().catch((error: unknown) => {
  if (error instanceof AimError) return { error: error.code, exit: error.exitCode, hint: error.hint };
  throw error;
});
process.stdout.write(JSON.stringify({ answer, notices }));
