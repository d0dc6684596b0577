import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The packages that are published, with their folders and manifests; libraries have types, the command has none. */
export function publishedPackages() {
  return globSync(['packages/*/package.json', 'adapters/package.json', 'apps/*/package.json'], { cwd: root })
    .sort()
    .map((file) => {
      const manifest = JSON.parse(readFileSync(join(root, file), 'utf8'));
      const folder = join(root, file, '..');
      return { name: manifest.name, folder, manifest, isLibrary: manifest.exports !== undefined };
    })
    .filter(({ manifest }) => manifest.private !== true);
}
