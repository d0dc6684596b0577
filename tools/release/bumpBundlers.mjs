// The command carries the libraries inside its bundle, so it has to be released whenever one of them is, although it
// depends on them only while it is built. Adds the changeset that says so, if none does.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { publishedPackages, root } from './publishedPackages.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'aim-changeset-'));
const statusFile = join(scratch, 'status.json');
const { status, stderr } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/@changesets/cli/bin.js'),
    'status',
    '--output',
    relative(process.cwd(), statusFile),
  ],
  { cwd: process.cwd(), encoding: 'utf8' },
);
if (status !== 0) throw new Error(`changeset status failed\n${stderr}`);
const { releases } = JSON.parse(readFileSync(statusFile, 'utf8'));
rmSync(scratch, { recursive: true, force: true });

const released = new Set(releases.filter(({ type }) => type !== 'none').map(({ name }) => name));
for (const { name, manifest } of publishedPackages()) {
  const bundled = Object.keys(manifest.devDependencies ?? {}).filter((other) => released.has(other));
  if (released.has(name) || bundled.length === 0 || !manifest.bin) continue;
  const file = join(process.cwd(), '.changeset', `bundles-${name.replace('@aim/', '')}.md`);
  writeFileSync(file, `---\n'${name}': patch\n---\n\nBring along ${bundled.join(', ')}.\n`);
  console.log(`${name} is released too: it bundles ${bundled.join(', ')}`);
}
