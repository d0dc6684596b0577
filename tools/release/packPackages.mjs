import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { publishedPackages } from './publishedPackages.mjs';

/** Packs every published package as `npm publish` would; gives each with the path of its archive. */
export function packPackages(into) {
  mkdirSync(into, { recursive: true });
  return publishedPackages().map((one) => {
    const { status, stdout, stderr } = spawnSync(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', into],
      { cwd: one.folder, encoding: 'utf8', shell: process.platform === 'win32' },
    );
    if (status !== 0) throw new Error(`npm pack failed in ${one.folder}\n${stderr}`);
    const [{ filename, files }] = JSON.parse(stdout);
    return { ...one, archive: join(into, filename), files: files.map(({ path }) => path) };
  });
}
