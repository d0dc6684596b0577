import { chmodSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** An executable that starts a tool installed in this workspace with the Node that runs the tests. */
export function workspaceTool(folder: string, name: 'eslint' | 'prettier'): string {
  const require = createRequire(import.meta.url);
  const root = dirname(require.resolve(`${name}/package.json`));
  const script = join(root, 'bin', name === 'eslint' ? 'eslint.js' : 'prettier.cjs');
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}
