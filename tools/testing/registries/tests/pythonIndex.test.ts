import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  pythonWheel,
  registryEnvironment,
  samplePythonTool,
  startPythonIndex,
  type PythonIndex,
} from '../registries.mjs';
import { startProxyTrap } from './proxyTrap.js';
import { isInstalled, run, temporaryHome } from './run.js';

const jsonType = 'application/vnd.pypi.simple.v1+json';
const packages = [
  samplePythonTool({ name: 'Neat.Tool', version: '1.0', publishedAt: '2026-01-02T03:04:05Z' }),
  samplePythonTool({ name: 'Neat.Tool', version: '1.1', requiresPython: '>=3.8', requires: ['helper>=1'] }),
  samplePythonTool({ name: 'helper', version: '1.2', yanked: 'has a <hole>' }),
  samplePythonTool({ name: 'helper', version: '1.1' }),
];
let index: PythonIndex;

beforeEach(async () => {
  index = await startPythonIndex({ packages });
});

afterEach(() => index.close());

const page = (name: string, accept: string) => fetch(`${index.simpleUrl}${name}/`, { headers: { accept } });

it('describes files in JSON with hash, size, time, metadata and what Python they need', async () => {
  const response = await page('neat-tool', `${jsonType}, text/html;q=0.1`);
  const body = JSON.parse(await response.text());
  expect(response.headers.get('content-type')).toBe(jsonType);
  expect(body).toMatchObject({ meta: { 'api-version': '1.1' }, name: 'neat-tool', versions: ['1.0', '1.1'] });
  const [old, young] = body.files;
  expect(old).toMatchObject({ 'upload-time': '2026-01-02T03:04:05.000Z', yanked: false });
  expect(young).toMatchObject({ filename: 'neat_tool-1.1-py3-none-any.whl', 'requires-python': '>=3.8' });
  const bytes = Buffer.from(await (await fetch(young.url)).arrayBuffer());
  expect(young.size).toBe(bytes.length);
  expect(young.hashes.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  const metadata = await (await fetch(`${young.url}.metadata`)).text();
  expect(young['core-metadata'].sha256).toBe(createHash('sha256').update(metadata).digest('hex'));
  expect(metadata).toContain('Requires-Dist: helper>=1');
});

it('describes the same in HTML', async () => {
  const response = await page('helper', 'text/html');
  const html = await response.text();
  expect(response.headers.get('content-type')).toBe('text/html');
  expect(html).toMatch(
    /href="http:\/\/127\.0\.0\.1:\d+\/files\/helper-1\.2-py3-none-any\.whl#sha256=[0-9a-f]{64}"/,
  );
  expect(html).toContain('data-yanked="has a &lt;hole&gt;"');
  expect(html).toContain('data-core-metadata="sha256=');
});

it('leads every spelling of a name to the normalized one and has no others', async () => {
  expect((await page('Neat_Tool', 'text/html')).url).toBe(`${index.simpleUrl}neat-tool/`);
  expect((await page('neat', 'text/html')).status).toBe(404);
  expect(await (await fetch(index.simpleUrl)).text()).toContain('/simple/neat-tool/');
});

it('answers 304 to one who has the page already', async () => {
  const etag = (await page('helper', jsonType)).headers.get('etag') ?? '';
  const again = await fetch(`${index.simpleUrl}helper/`, {
    headers: { accept: jsonType, 'if-none-match': etag },
  });
  expect(again.status).toBe(304);
});

it('publishes, yanks and unpublishes while it runs', async () => {
  const listed = async () => JSON.parse(await (await page('helper', jsonType)).text()).files;
  index.publish(samplePythonTool({ name: 'helper', version: '2.0' }));
  index.yank('helper', '2.0', 'oops');
  index.unpublish('helper', '1.2');
  expect(
    (await listed()).map((file: { filename: string; yanked: unknown }) => [file.filename, file.yanked]),
  ).toEqual([
    ['helper-1.1-py3-none-any.whl', false],
    ['helper-2.0-py3-none-any.whl', 'oops'],
  ]);
  index.unpublish('helper');
  expect((await page('helper', jsonType)).status).toBe(404);
  expect(() => index.yank('helper', '1.1')).toThrow('there is no helper 1.1');
});

it('speaks only HTML where it is an old index', async () => {
  const old = await startPythonIndex({ packages, json: false, metadata: false });
  const response = await fetch(`${old.simpleUrl}helper/`, { headers: { accept: jsonType } });
  expect(response.headers.get('content-type')).toBe('text/html');
  expect(await response.text()).not.toContain('metadata');
  await old.close();
});

describe.skipIf(!isInstalled('python3', ['-m', 'pip', '--version']))('with the real pip', () => {
  it('gives the newest version that is not yanked, with what it requires', async () => {
    const trap = await startProxyTrap();
    const home = temporaryHome();
    const env = registryEnvironment({ python: index, home, proxy: trap.url });
    const args = ['-m', 'pip', 'download', '--dest', join(home, 'files'), 'neat.tool'];
    expect(await run('python3', args, env)).toMatchObject({ code: 0 });
    await trap.close();
    expect(readdirSync(join(home, 'files')).sort()).toEqual([
      'helper-1.1-py3-none-any.whl',
      'neat_tool-1.1-py3-none-any.whl',
    ]);
    expect(trap.asked).toEqual([]);
  });

  it('gives wheels that import, and whose record names every file with its hash', async () => {
    const home = temporaryHome();
    const env = registryEnvironment({ python: index, home });
    const wheel = join(home, 'plain-1.0-py3-none-any.whl');
    writeFileSync(wheel, pythonWheel({ name: 'plain', version: '1.0' }));
    const script = 'import sys; sys.path.insert(0, sys.argv[1]); import plain; plain.main()';
    expect((await run('python3', ['-c', script, wheel], env)).stdout.trim()).toBe('plain 1.0');
    const target = join(home, 'target');
    mkdirSync(target);
    execFileSync('python3', ['-m', 'pip', 'install', '-q', '--no-deps', '--target', target, wheel], { env });
    expect(readdirSync(target).sort()).toEqual(['bin', 'plain', 'plain-1.0.dist-info']);
    const bin = await run(join(target, 'bin', 'plain'), [], { ...env, PYTHONPATH: target });
    expect(bin.stdout.trim()).toBe('plain 1.0');
  });

  it.each([
    ['failing-build', 1],
    ['escaping-build', 0],
  ] as const)('gives source with a %s that pip builds without an index', async (behaviour, code) => {
    index.publish(samplePythonTool({ name: 'built', version: '1.0', behaviour }));
    const home = temporaryHome();
    const env = registryEnvironment({ python: index, home });
    const args = ['-m', 'pip', 'install', '--target', join(home, 'target'), 'built'];
    expect(await run('python3', args, env)).toMatchObject({ code });
    expect(readdirSync(home).includes('escaped.txt')).toBe(code === 0);
  });
});
