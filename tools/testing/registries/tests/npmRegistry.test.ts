import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { registryEnvironment, sampleNpmTool, startNpmRegistry, type NpmRegistry } from '../registries.mjs';
import { startProxyTrap } from './proxyTrap.js';
import { run, temporaryHome } from './run.js';

const day = 86_400_000;
let registry: NpmRegistry;
let trap: Awaited<ReturnType<typeof startProxyTrap>>;
let home: string;
let removeHome: () => void;
let env: Record<string, string>;
const npm = (...args: string[]) => run('npm', args, env);
const command = (name: string) => run(join(home, '.npm-global', 'bin', name), ['--version'], env);
const paths = () => registry.requests.map(({ method, path }) => `${method} ${path}`);

beforeEach(async () => {
  [registry, trap] = await Promise.all([
    startNpmRegistry({
      packages: [
        sampleNpmTool({ name: 'tidy', version: '1.0.0', publishedAt: Date.now() - 9 * day }),
        sampleNpmTool({ name: 'tidy', version: '1.1.0', publishedAt: Date.now() - day / 24 }),
        sampleNpmTool({ name: '@acme/tidy', version: '2.0.0', command: 'acme-tidy' }),
      ],
    }),
    startProxyTrap(),
  ]);
  home = temporaryHome((remove) => (removeHome = remove));
  env = registryEnvironment({ npm: registry, home, proxy: trap.url });
});

afterEach(async () => {
  await Promise.all([registry.close(), trap.close()]);
  removeHome();
  expect(trap.asked).toEqual([]);
});

it('gives npm packages to install, scoped ones too, whose commands work', async () => {
  expect(await npm('install', '-g', 'tidy@1.0.0', '@acme/tidy')).toMatchObject({ code: 0 });
  expect(await command('tidy')).toMatchObject({ code: 0, stdout: '1.0.0\n' });
  expect(await command('acme-tidy')).toMatchObject({ stdout: '2.0.0\n' });
  expect(paths().sort()).toEqual([
    'GET /@acme/tidy',
    'GET /@acme/tidy/-/tidy-2.0.0.tgz',
    'GET /tidy',
    'GET /tidy/-/tidy-1.0.0.tgz',
  ]);
});

it('gives a package with what it depends on', async () => {
  registry.publish({
    name: 'lib',
    version: '3.2.1',
    files: { 'index.js': "module.exports = 'lib 3.2.1';\n" },
  });
  registry.publish({
    name: 'app',
    version: '1.0.0',
    bin: 'cli.js',
    files: { 'cli.js': "#!/usr/bin/env node\nconsole.log(require('lib'));\n" },
    dependencies: { lib: '^3.0.0' },
  });
  expect(await npm('install', '-g', 'app')).toMatchObject({ code: 0 });
  expect(await command('app')).toMatchObject({ stdout: 'lib 3.2.1\n' });
});

it('tells npm view the versions, their times, tags and hashes', async () => {
  registry.publish(sampleNpmTool({ name: 'tidy', version: '2.0.0-rc.1', tag: 'next' }));
  const { stdout } = await npm('view', 'tidy@1.0.0', '--json');
  const view = JSON.parse(stdout);
  expect(view.versions).toEqual(['1.0.0', '1.1.0', '2.0.0-rc.1']);
  expect(view['dist-tags']).toEqual({ latest: '1.1.0', next: '2.0.0-rc.1' });
  expect(Date.now() - Date.parse(view.time['1.0.0'])).toBeGreaterThan(8 * day);
  expect(view.dist.integrity).toMatch(/^sha512-.{88}$/);
  expect(view.dist.shasum).toMatch(/^[0-9a-f]{40}$/);
});

it('lets npm hold back what was published after a day', async () => {
  const before = new Date(Date.now() - day).toISOString();
  expect(await npm('install', '-g', 'tidy', `--before=${before}`)).toMatchObject({ code: 0 });
  expect(await command('tidy')).toMatchObject({ stdout: '1.0.0\n' });
});

it('answers with what an installation needs when asked for that', async () => {
  registry.publish(sampleNpmTool({ name: 'tidy', version: '1.2.0', behaviour: 'failing-postinstall' }));
  const response = await fetch(`${registry.url}/tidy`, {
    headers: { accept: 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8' },
  });
  const body = JSON.parse(await response.text());
  expect(response.headers.get('content-type')).toBe('application/vnd.npm.install-v1+json');
  expect(body).not.toHaveProperty('time');
  expect(body.versions['1.2.0']).toMatchObject({ hasInstallScript: true });
  expect(body.versions['1.2.0']).not.toHaveProperty('scripts');
});

it('takes what npm publish sends, once', async () => {
  const folder = join(home, 'fresh');
  mkdirSync(folder);
  writeFileSync(join(folder, 'cli.js'), "#!/usr/bin/env node\nconsole.log('0.1.0');\n");
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: '@acme/fresh', version: '0.1.0', bin: { fresh: 'cli.js' } }),
  );
  expect(await npm('publish', folder, '--access=public')).toMatchObject({ code: 0 });
  expect(await npm('publish', folder, '--access=public')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/cannot publish over the previously published versions?/i),
  });
  expect(await npm('install', '-g', '@acme/fresh')).toMatchObject({ code: 0 });
  expect(await command('fresh')).toMatchObject({ stdout: '0.1.0\n' });
  const time = JSON.parse((await npm('view', '@acme/fresh', 'time', '--json')).stdout);
  expect(Date.now() - Date.parse(time['0.1.0'])).toBeLessThan(day);
});

it('moves tags as npm dist-tag says', async () => {
  expect(await npm('dist-tag', 'add', 'tidy@1.0.0', 'stable')).toMatchObject({ code: 0 });
  expect((await npm('view', 'tidy', 'dist-tags', '--json')).stdout).toContain('"stable": "1.0.0"');
});

it('no longer has what was unpublished', async () => {
  registry.unpublish('tidy', '1.1.0');
  expect((await npm('view', 'tidy', 'version')).stdout).toBe('1.0.0\n');
  registry.unpublish('tidy');
  expect(await npm('install', '-g', 'tidy')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('E404'),
  });
  expect(() => registry.unpublish('tidy', '1.0.0')).toThrow('there is no tidy@1.0.0');
});

it.each(['failing-postinstall', 'missing-bin', 'escaping-postinstall'] as const)(
  'has a tool with %s that npm treats as it treats one from anywhere',
  async (behaviour) => {
    registry.publish(sampleNpmTool({ name: 'bad', version: '1.0.0', behaviour }));
    const { code } = await npm('install', '-g', 'bad');
    expect(code).toBe(behaviour === 'failing-postinstall' ? 1 : 0);
    expect(existsSync(join(home, '.npm-global', 'bin', 'bad'))).toBe(behaviour === 'escaping-postinstall');
    if (behaviour === 'escaping-postinstall')
      expect(readFileSync(join(home, 'escaped.txt'), 'utf8')).toBe('bad was here\n');
  },
);
