import { describe, expect, it } from 'vitest';
import { pipxManager } from '../../src/managers/pipx.js';
import { uvManager } from '../../src/managers/uv.js';
import { startPythonIndex } from '../../../../tools/testing/registries/registries.mjs';
import { httpServer } from '../support/httpServer.js';
import { managerContext } from '../support/managerContext.js';

const sha = 'a'.repeat(64);
const sha2 = 'b'.repeat(64);

function simpleServer(type: string, body: unknown, status = 200) {
  return httpServer((response) => {
    response
      .writeHead(status, { 'content-type': type })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

const context = (url: string) =>
  managerContext('/h', {
    env: { PIP_INDEX_URL: `${url}/simple/`, UV_DEFAULT_INDEX: `mirror=${url}/simple` },
  });

describe('releases on a Python index', () => {
  it.each([true, false])('are those of a real index, as JSON: %s', async (json) => {
    const packages = [
      { name: 'Tiny_Tool', version: '1.0', publishedAt: '2024-01-01T00:00:00Z' },
      { name: 'Tiny_Tool', version: '1.1', yanked: 'broken' },
    ];
    const index = await startPythonIndex({ packages, json });
    try {
      for (const manager of [pipxManager, uvManager]) {
        const releases = await manager.releases('tiny.tool[extra]', context(index.url));
        expect(releases.map(({ version, yanked }) => [version, yanked ?? false])).toEqual([
          ['1.0', false],
          ['1.1', true],
        ]);
        expect(releases[0]?.integrity).toEqual([expect.stringMatching(/^sha256:[0-9a-f]{64}$/)]);
        if (json) expect(releases[0]?.publishedAt).toBe(Date.UTC(2024, 0, 1));
      }
    } finally {
      await index.close();
    }
  });

  it('join the files of one version under one spelling, with the time of the newest', async () => {
    const files = [
      {
        filename: 'a-1.0-beta1.tar.gz',
        hashes: { sha256: sha2 },
        yanked: true,
        'upload-time': '2024-01-01T00:00:00Z',
      },
      {
        filename: 'a-1.0b1-py3-none-any.whl',
        hashes: { sha256: sha },
        'upload-time': '2024-02-01T00:00:00Z',
      },
      { filename: 'a-1.0b1.exe', hashes: { sha256: sha } },
    ];
    const server = await simpleServer('application/vnd.pypi.simple.v1+json', { files });
    expect(await pipxManager.releases('A', context(server.url))).toEqual([
      { version: '1.0b1', integrity: [`sha256:${sha}`, `sha256:${sha2}`], publishedAt: Date.UTC(2024, 1, 1) },
    ]);
    expect(server.requests[0]?.url).toBe('/simple/a/');
  });

  it.each([
    ['a page that does not exist', 'text/html', 'no', 404, 'INSTALL_PACKAGE_NOT_FOUND'],
    ['a page without files', 'text/html', '<html></html>', 200, 'INSTALL_PACKAGE_NOT_FOUND'],
    ['a login', 'text/html', 'log in', 401, 'INSTALL_NETWORK'],
    ['a broken answer', 'application/json', '{', 200, 'INSTALL_NETWORK'],
    ['another kind of answer', 'image/png', 'x', 200, 'INSTALL_NETWORK'],
  ])('cannot be had from %s', async (_what, type, body, status, code) => {
    const server = await simpleServer(type, body, status);
    await expect(uvManager.releases('a', context(server.url))).rejects.toMatchObject({
      code,
      hint: expect.stringMatching(/\w/),
    });
  });
});
