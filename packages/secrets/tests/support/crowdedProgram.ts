import { closeSync, openSync } from 'node:fs';
import { callKeychain } from '../../src/keychainProcess.js';

// Uses up all files that this process may open, and then makes a call on the keychain.
const options = { module: 'keytar-that-nobody-has', childPath: process.argv[2] ?? '' };
await callKeychain([{ op: 'get', account: 'a' }], options);
const open: number[] = [];
try {
  for (;;) open.push(openSync('/dev/null', 'r'));
} catch {
  // None are left.
}
const outcome = await callKeychain([{ op: 'get', account: 'a' }], options);
for (const descriptor of open) closeSync(descriptor);
process.stdout.write(JSON.stringify(outcome));
