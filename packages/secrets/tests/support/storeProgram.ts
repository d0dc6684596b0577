// argv: metadata path, prefix, count. Stores PREFIX_0 … one after the other and reports each once it is stored.
import { writeSync } from 'node:fs';
import { openVault } from '../../src/openVault.js';

const [metadataPath = '', prefix = '', count = '1'] = process.argv.slice(2);
const vault = openVault({ metadataPath, protector: 'file' });
for (let index = 0; index < Number(count); index += 1) {
  await vault.set(`${prefix}_${index}`, `value ${index} of ${prefix} ${'x'.repeat(500)}`);
  writeSync(1, `${prefix}_${index}\n`);
}
