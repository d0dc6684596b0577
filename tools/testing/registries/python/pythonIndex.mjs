import { startLoopbackServer } from '../loopbackServer.mjs';
import { publicationTime } from '../publicationTime.mjs';
import { bundledWheels } from './bundledWheels.mjs';
import { escapedName, normalizedName } from './distributionName.mjs';
import { pythonSdist } from './pythonSdist.mjs';
import { coreMetadata, pythonWheel } from './pythonWheel.mjs';
import { projectPage, rootPage } from './simplePage.mjs';

/**
 * @typedef {import('../registries.mjs').PythonPackage} PythonPackage
 * @typedef {import('./simplePage.mjs').IndexFile} IndexFile
 */

/**
 * A simple Python index on 127.0.0.1, below `<url>/simple/`.
 *
 * @param {{ packages?: readonly PythonPackage[], packagingTools?: boolean, json?: boolean, metadata?: boolean }} [content]
 *   With `packagingTools` it also has pip, setuptools and wheel; with `json: false` it knows HTML only, and with
 *   `metadata: false` no metadata files, as older indexes do.
 * @returns {Promise<import('../registries.mjs').PythonIndex>}
 */
export async function startPythonIndex({ packages = [], packagingTools, json = true, metadata = true } = {}) {
  /** @type {Map<string, IndexFile[]>} */
  const store = new Map();
  /** @param {PythonPackage} definition */
  function publish(definition) {
    const name = normalizedName(definition.name);
    const added = indexFile(definition);
    if (!metadata) delete added.metadata;
    const others = (store.get(name) ?? []).filter(({ filename }) => filename !== added.filename);
    store.set(name, [...others, added]);
  }
  if (packagingTools)
    [{ name: 'wheel', version: '0.40.0', entryPoints: {} }, ...bundledWheels()].forEach(publish);
  packages.forEach(publish);
  const server = await startLoopbackServer(({ method, path, headers }, url) => {
    if (method !== 'GET' && method !== 'HEAD') return { status: 405 };
    const accept = json ? headers.accept : 'text/html';
    return answer({ store, path, accept, filesUrl: `${url}/files` });
  });
  return {
    ...server,
    simpleUrl: `${server.url}/simple/`,
    publish,
    yank(name, version, reason = true) {
      const files = store.get(normalizedName(name))?.filter((file) => file.version === version) ?? [];
      if (files.length === 0) throw new Error(`there is no ${name} ${version}`);
      for (const file of files) file.yanked = reason;
    },
    unpublish(name, version) {
      const known = normalizedName(name);
      const left = (store.get(known) ?? []).filter(
        (file) => version !== undefined && file.version !== version,
      );
      if (left.length === 0) store.delete(known);
      else store.set(known, left);
    },
  };
}

/** @returns {IndexFile} */
function indexFile(definition) {
  const { name, version, requiresPython, yanked, publishedAt, wheel, sdist = false } = definition;
  const stem = `${escapedName(name)}-${version}`;
  const common = { version, requiresPython, yanked, publishedAt: publicationTime(publishedAt) };
  if (sdist) return { ...common, filename: `${stem}.tar.gz`, bytes: pythonSdist(definition) };
  const filename = `${stem}-py3-none-any.whl`;
  if (wheel) return { ...common, filename, bytes: wheel };
  return { ...common, filename, bytes: pythonWheel(definition), metadata: coreMetadata(definition) };
}

function answer({ store, path, accept, filesUrl }) {
  if (path === '/simple/') return rootPage({ names: [...store.keys()], accept });
  const [, asked, slash] = /^\/simple\/([^/]+)(\/?)$/.exec(path) ?? [];
  if (asked !== undefined) {
    const name = normalizedName(asked);
    if (!slash || asked !== name) return { status: 301, headers: { location: `/simple/${name}/` } };
    const files = store.get(name);
    return files ? projectPage({ name, files, accept, filesUrl }) : notFound;
  }
  const [, filename, wantsMetadata] = /^\/files\/([^/]+?)(\.metadata)?$/.exec(path) ?? [];
  const file = [...store.values()].flat().find((each) => each.filename === filename);
  const body = wantsMetadata ? file?.metadata : file?.bytes;
  if (body === undefined) return notFound;
  return {
    headers: { 'content-type': 'application/octet-stream', 'cache-control': 'immutable, max-age=31536000' },
    body,
  };
}

const notFound = { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 Not Found' };
