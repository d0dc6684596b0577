import { createHash } from 'node:crypto';

/**
 * @typedef {{ manifest: Record<string, unknown> & { version: string }, tarball: Buffer, publishedAt: string }} Published
 * @typedef {{ name: string, versions: Map<string, Published>, tags: Record<string, string> }} Package
 */

const abbreviatedFields = [
  'name',
  'version',
  'bin',
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
  'bundleDependencies',
  'engines',
  'os',
  'cpu',
  'libc',
  'deprecated',
];

/** The document npm's registry has for a package, as `npm view` reads it. */
export function fullPackument({ name, versions, tags }, url) {
  const published = [...versions.values()];
  const times = published.map(({ publishedAt }) => publishedAt).toSorted((a, b) => a.localeCompare(b));
  return {
    _id: name,
    _rev: `${published.length}-0`,
    name,
    'dist-tags': tags,
    versions: Object.fromEntries(
      published.map((each) => [
        each.manifest.version,
        { ...each.manifest, _id: `${name}@${each.manifest.version}`, dist: dist(name, each, url) },
      ]),
    ),
    time: {
      created: times[0],
      modified: times.at(-1),
      ...Object.fromEntries(published.map(({ manifest, publishedAt }) => [manifest.version, publishedAt])),
    },
  };
}

/** The same with what an installation needs only: `application/vnd.npm.install-v1+json`. */
export function abbreviatedPackument(definition, url) {
  const { name, time, versions, 'dist-tags': tags } = fullPackument(definition, url);
  return {
    name,
    modified: time.modified,
    'dist-tags': tags,
    versions: Object.fromEntries(
      Object.entries(versions).map(([version, manifest]) => {
        const kept = Object.fromEntries(
          abbreviatedFields.filter((field) => field in manifest).map((field) => [field, manifest[field]]),
        );
        const { preinstall, install, postinstall } = manifest.scripts ?? {};
        const scripted = preinstall ?? install ?? postinstall;
        return [version, { ...kept, dist: manifest.dist, ...(scripted ? { hasInstallScript: true } : {}) }];
      }),
    ),
  };
}

/** The path of a version's tarball in the registry. */
export function tarballPath(name, version) {
  return `/${name}/-/${name.replace(/^@[^/]+\//, '')}-${version}.tgz`;
}

function dist(name, { manifest, tarball }, url) {
  const hash = (algorithm, encoding) => createHash(algorithm).update(tarball).digest(encoding);
  return {
    integrity: `sha512-${hash('sha512', 'base64')}`,
    shasum: hash('sha1', 'hex'),
    tarball: `${url}${tarballPath(name, manifest.version)}`,
  };
}
