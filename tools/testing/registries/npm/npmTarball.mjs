import { gzipSync } from 'node:zlib';
import { writeTar } from '../archives/writeTar.mjs';

/** @typedef {import('../registries.mjs').NpmPackage} NpmPackage */

/**
 * What `npm pack` would make of a package, built in memory; equal packages give equal bytes.
 *
 * @param {NpmPackage} definition
 * @returns {Buffer}
 */
export function npmTarball(definition) {
  const { files = {} } = definition;
  const started = new Set(Object.values(npmManifest(definition).bin ?? {}));
  const manifest = `${JSON.stringify(npmManifest(definition), null, 2)}\n`;
  return gzipSync(
    writeTar([
      { path: 'package/package.json', content: manifest },
      ...Object.entries(files).map(([path, content]) => ({
        path: `package/${path}`,
        content,
        mode: started.has(path) ? 0o755 : 0o644,
      })),
    ]),
  );
}

/**
 * The package.json of a package: its fields without those that only say how it is published.
 *
 * @param {NpmPackage} definition
 * @returns {Record<string, unknown> & { name: string, version: string, bin?: Record<string, string> }}
 */
export function npmManifest({ files: _files, publishedAt: _time, tag: _tag, bin, ...manifest }) {
  if (bin === undefined) return manifest;
  const command = manifest.name.replace(/^@[^/]+\//, '');
  return { ...manifest, bin: typeof bin === 'string' ? { [command]: bin } : bin };
}
