import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  npmTarball,
  registryEnvironment,
  sampleNpmTool,
  samplePythonTool,
  startNpmRegistry,
  startPythonIndex,
  type Failure,
  type NpmRegistry,
} from '../registries.mjs';
import { isInstalled, run, temporaryHome } from './run.js';

const tool = sampleNpmTool({ name: 'tidy', version: '1.0.0' });
const tarball = '/tidy/-/tidy-1.0.0.tgz';
let registry: NpmRegistry;

beforeEach(async () => {
  registry = await startNpmRegistry({ packages: [tool] });
});

afterEach(() => registry.close());

const get = async (path: string) => {
  const response = await fetch(registry.url + path);
  return Buffer.from(await response.arrayBuffer());
};
const status = async (path: string) => (await fetch(registry.url + path)).status;

it('answers with another status, to all or only to the requests that are counted out', async () => {
  const failure = registry.fail('/tidy', { kind: 'status', status: 503, nth: 2, times: 1 });
  expect([await status('/tidy'), await status('/tidy'), await status('/tidy')]).toEqual([200, 503, 200]);
  registry.fail(/^\/tidy/, 'status');
  expect([await status('/tidy'), await status(tarball)]).toEqual([500, 500]);
  expect(failure.hits).toBe(1);
});

it('fails what a function picks until the failure is taken back, and logs it', async () => {
  const failure = registry.fail(({ method }) => method === 'GET', 'status');
  expect(await status('/tidy')).toBe(500);
  failure.remove();
  expect(await status('/tidy')).toBe(200);
  expect(registry.requests.map(({ failed }) => failed)).toEqual(['status', undefined]);
});

it('sends other bytes of the same length that only the hash tells', async () => {
  registry.fail(tarball, 'wrong-bytes');
  const [right, wrong] = [npmTarball(tool), await get(tarball)];
  expect(wrong.length).toBe(right.length);
  expect(wrong.equals(right)).toBe(false);
  registry.fail('/tidy', { kind: 'wrong-bytes', body: Buffer.from('no JSON') });
  expect((await get('/tidy')).toString()).toBe('no JSON');
});

it.each(['truncate', 'reset'] as const)('breaks off: %s', async (kind) => {
  registry.fail(tarball, kind);
  await expect(get(tarball)).rejects.toThrow(/terminated|fetch failed/);
});

it('sends drop by drop, and all of it in the end', async () => {
  registry.fail(tarball, { kind: 'trickle', bytes: 64, everyMs: 1 });
  expect((await get(tarball)).equals(npmTarball(tool))).toBe(true);
});

it.each<Failure>([{ kind: 'hang' }, { kind: 'trickle', everyMs: 60_000 }])(
  'ends every connection when it closes: $kind',
  async (how) => {
    registry.fail(tarball, how);
    const answer = get(tarball);
    const settled = expect(answer).rejects.toThrow(/terminated|fetch failed/);
    await registry.requested(tarball);
    await registry.close();
    await settled;
  },
);

it('tells of a request that came before, and of one that is to come', async () => {
  const coming = registry.requested('/tidy');
  await get('/tidy');
  expect((await coming).path).toBe('/tidy');
  expect((await registry.requested(/^\/ti/)).method).toBe('GET');
});

it('serves two registries in one process, each its own', async () => {
  const other = await startNpmRegistry({ packages: [] });
  expect(other.url).not.toBe(registry.url);
  expect((await fetch(`${other.url}/tidy`)).status).toBe(404);
  expect([registry.requests.length, other.requests.length]).toEqual([0, 1]);
  await other.close();
  expect(await status('/tidy')).toBe(200);
});

describe('seen by the real managers', () => {
  it.each<[Failure['kind'], RegExp]>([
    ['wrong-bytes', /EINTEGRITY/],
    ['status', /E500/],
    ['truncate', /aborted|ECONNRESET|Invalid response body/i],
    ['reset', /ECONNRESET|socket hang up/],
  ])('npm refuses a tarball with %s', async (kind, message) => {
    registry.fail(tarball, kind);
    const env = registryEnvironment({ npm: registry, home: temporaryHome() });
    const { code, stderr } = await run('npm', ['install', '-g', 'tidy'], env);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(message);
  });

  it.each([
    ['python3', ['-m', 'pip', 'download', 'neat'], 'DO NOT MATCH THE HASHES'],
    ['uv', ['tool', 'install', 'neat'], 'Hash mismatch'],
  ])('%s refuses a wheel with wrong bytes', async (program, args, message) => {
    if (!isInstalled(program)) return;
    const index = await startPythonIndex({ packages: [samplePythonTool({ name: 'neat', version: '1.0' })] });
    index.fail(/\.whl$/, 'wrong-bytes');
    const env = registryEnvironment({ python: index, home: temporaryHome() });
    const { code, stderr } = await run(program, args, env);
    await index.close();
    expect(code).not.toBe(0);
    expect(stderr).toContain(message);
  });
});
