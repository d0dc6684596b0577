import { createHash } from 'node:crypto';
import { startLoopbackServer } from '../loopbackServer.mjs';
import { publicationTime } from '../publicationTime.mjs';
import { npmManifest, npmTarball } from './npmTarball.mjs';
import { abbreviatedPackument, fullPackument, tarballPath } from './packument.mjs';

/**
 * @typedef {import('../registries.mjs').NpmPackage} NpmPackage
 * @typedef {import('./packument.mjs').Package} Package
 */

/**
 * An npm registry on 127.0.0.1 that has these packages and takes new ones by `npm publish`.
 *
 * @param {{ packages?: readonly NpmPackage[] }} [content]
 * @returns {Promise<import('../registries.mjs').NpmRegistry>}
 */
export async function startNpmRegistry({ packages = [] } = {}) {
  /** @type {Map<string, Package>} */
  const store = new Map();
  /** @param {NpmPackage} definition */
  function publish(definition) {
    add(store, {
      manifest: npmManifest(definition),
      tarball: npmTarball(definition),
      publishedAt: publicationTime(definition.publishedAt),
      tag: definition.tag ?? 'latest',
    });
  }
  for (const definition of packages) publish(definition);
  const server = await startLoopbackServer((asked, url) => answer({ store, asked, url }));
  return {
    ...server,
    publish,
    unpublish(name, version) {
      const known = store.get(name);
      if (!known?.versions.has(version ?? [...known.versions.keys()][0]))
        throw new Error(`there is no ${name}@${version}`);
      if (version !== undefined) known.versions.delete(version);
      if (version === undefined || known.versions.size === 0) store.delete(name);
      else retag(known);
    },
  };
}

function add(store, { manifest, tarball, publishedAt, tag }) {
  const { name, version } = manifest;
  const known = store.get(name) ?? { name, versions: new Map(), tags: {} };
  known.versions.set(version, { manifest, tarball, publishedAt });
  known.tags[tag] = version;
  known.tags.latest ??= version;
  store.set(name, known);
}

/** Tags of a version that is gone go; `latest` goes to the one published last. */
function retag(known) {
  for (const [tag, version] of Object.entries(known.tags)) {
    if (!known.versions.has(version)) delete known.tags[tag];
  }
  known.tags.latest ??= [...known.versions.keys()].at(-1);
}

function answer({ store, asked, url }) {
  const { method, path } = asked;
  const service = services.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1];
  if (service) return service({ store, asked });
  const [, name = '', rest] = /^\/((?:@[^/]+\/)?[^/@]+)(?:\/(.+))?$/.exec(path) ?? [];
  if (method === 'PUT' && rest === undefined) return accept({ store, name, asked });
  const known = store.get(name);
  if (!known || (method !== 'GET' && method !== 'HEAD')) return json({ error: 'Not found' }, 404);
  if (rest === undefined) return document({ known, asked, url });
  if (rest.startsWith('-/')) return tarballOf(known, path);
  const version = fullPackument(known, url).versions[known.tags[rest] ?? rest];
  return version ? json(version) : json(`version not found: ${rest}`, 404);
}

function document({ known, asked, url }) {
  if (!asked.headers.accept?.includes('application/vnd.npm.install-v1+json'))
    return json(fullPackument(known, url));
  return json(abbreviatedPackument(known, url), 200, 'application/vnd.npm.install-v1+json');
}

function tarballOf({ name, versions }, path) {
  const found = [...versions.values()].find(
    ({ manifest }) => tarballPath(name, String(manifest.version)) === path,
  );
  if (!found) return json({ error: 'Not found' }, 404);
  return {
    headers: {
      'content-type': 'application/octet-stream',
      'cache-control': 'public, immutable, max-age=31557600',
    },
    body: found.tarball,
  };
}

/** `npm publish`: one new version with its tarball, refused where that version exists. */
function accept({ store, name, asked }) {
  if (!asked.headers.authorization) return json({ error: 'You must be logged in to publish packages.' }, 401);
  const body = JSON.parse(asked.body.toString('utf8'));
  const [manifest] = Object.values(body.versions ?? {});
  const [attachment] = Object.values(body['_attachments'] ?? {});
  const [tag = 'latest'] = Object.keys(body['dist-tags'] ?? {});
  if (!manifest || !attachment || body.name !== name) return json({ error: 'Invalid package' }, 400);
  if (store.get(name)?.versions.has(manifest.version)) {
    const error = `You cannot publish over the previously published versions: ${manifest.version}.`;
    return json({ error }, 403);
  }
  const tarball = Buffer.from(attachment.data, 'base64');
  add(store, { manifest, tarball, publishedAt: new Date().toISOString(), tag });
  return json({ ok: true, success: true }, 201);
}

/** What npm asks of its registry besides packages. */
const services = [
  [/^GET \/-\/ping$/, () => json({})],
  [/^GET \/-\/whoami$/, () => json({ username: 'loopback' })],
  [/^POST \/-\/npm\/v1\/security\//, () => json({})],
  [
    /^(GET|PUT|DELETE) \/-\/package\/.+\/dist-tags/,
    ({ store, asked: { method, path, body } }) => {
      const [, name = '', tag = ''] = /^\/-\/package\/(.+)\/dist-tags\/?(.*)$/.exec(path) ?? [];
      const known = store.get(name);
      if (!known) return json({ error: 'Not found' }, 404);
      if (method === 'PUT') known.tags[tag] = JSON.parse(body.toString('utf8'));
      if (method === 'DELETE') delete known.tags[tag];
      return json(known.tags, method === 'PUT' ? 201 : 200);
    },
  ],
];

function json(value, status = 200, type = 'application/json') {
  const body = JSON.stringify(value);
  const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
  const headers = { 'content-type': type, 'cache-control': 'no-cache', vary: 'accept', etag };
  return { status, headers, body };
}
