import { createHash } from 'node:crypto';

/**
 * @typedef {{ filename: string, bytes: Buffer, metadata?: string, version: string, publishedAt: string,
 *   requiresPython?: string, yanked?: boolean | string }} IndexFile
 */

const jsonType = 'application/vnd.pypi.simple.v1+json';
const htmlType = 'application/vnd.pypi.simple.v1+html';

/**
 * A package's page of a simple index, in the form the client asked for: PEP 503, 592, 629, 658, 691, 700, 714.
 *
 * @param {{ name: string, files: readonly IndexFile[], accept?: string, filesUrl: string }} request
 */
export function projectPage({ name, files, accept, filesUrl }) {
  const links = files.map((file) => link(file, filesUrl));
  const versions = [...new Set(files.map(({ version }) => version))];
  return page(accept, {
    data: () => ({ name, versions, files: links.map(({ json }) => json) }),
    html: () => links.map(({ html }) => html).join('<br/>\n'),
  });
}

/** The page that names every package. */
export function rootPage({ names, accept }) {
  return page(accept, {
    data: () => ({ projects: names.map((name) => ({ name })) }),
    html: () => names.map((name) => `<a href="/simple/${name}/">${name}</a>`).join('<br/>\n'),
  });
}

function page(accept = '', { data, html }) {
  const type = accept.includes(jsonType) ? jsonType : accept.includes(htmlType) ? htmlType : 'text/html';
  const body =
    type === jsonType
      ? JSON.stringify({ meta: { 'api-version': '1.1' }, ...data() })
      : `<!DOCTYPE html>\n<html><head><meta name="pypi:repository-version" content="1.1"></head><body>\n${html()}\n</body></html>\n`;
  const etag = `"${sha256(body)}"`;
  return { headers: { 'content-type': type, 'cache-control': 'no-cache', vary: 'accept', etag }, body };
}

function link({ filename, bytes, metadata, publishedAt, requiresPython, yanked = false }, filesUrl) {
  const url = `${filesUrl}/${filename}`;
  const hash = sha256(bytes);
  const core = metadata === undefined ? false : { sha256: sha256(metadata) };
  const attributes = [
    `href="${url}#sha256=${hash}"`,
    ...(requiresPython ? [`data-requires-python="${escaped(requiresPython)}"`] : []),
    ...(core
      ? [`data-core-metadata="sha256=${core.sha256}" data-dist-info-metadata="sha256=${core.sha256}"`]
      : []),
    ...(yanked ? [`data-yanked="${escaped(typeof yanked === 'string' ? yanked : '')}"`] : []),
  ];
  return {
    html: `<a ${attributes.join(' ')}>${filename}</a>`,
    json: {
      filename,
      url,
      hashes: { sha256: hash },
      size: bytes.length,
      'upload-time': publishedAt,
      yanked,
      'core-metadata': core,
      'data-dist-info-metadata': core,
      ...(requiresPython ? { 'requires-python': requiresPython } : {}),
    },
  };
}

function escaped(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}
