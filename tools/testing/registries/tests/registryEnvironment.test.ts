import { afterAll, beforeAll, expect, it } from 'vitest';
import { registryEnvironment } from '../registries.mjs';
import { startProxyTrap } from './proxyTrap.js';
import { isInstalled, run, temporaryHome } from './run.js';

let trap: Awaited<ReturnType<typeof startProxyTrap>>;

beforeAll(async () => {
  trap = await startProxyTrap();
});

afterAll(() => trap.close());

it('drops the settings of the one who runs the tests and keeps the rest', () => {
  const env = registryEnvironment({
    home: '/h',
    base: {
      PATH: '/usr/bin',
      LANG: 'C.UTF-8',
      PIP_FIND_LINKS: '/opt/wheels',
      PIP_INDEX_URL: 'https://elsewhere.example/simple',
      UV_INDEX_URL: 'https://elsewhere.example/simple',
      NPM_CONFIG_REGISTRY: 'https://elsewhere.example',
      npm_config__auth: 'x',
      NODE_EXTRA_CA_CERTS: '/ca.pem',
      https_proxy: 'http://elsewhere.example:3128',
      VIRTUAL_ENV: '/venv',
    },
  });
  expect(env).toMatchObject({ LANG: 'C.UTF-8', HOME: '/h', UV_PYTHON_DOWNLOADS: 'never' });
  expect(env['PATH']).toMatch(/[:;]\/usr\/bin$/);
  expect(JSON.stringify(env)).not.toMatch(/elsewhere|FIND_LINKS|CA_CERTS|VIRTUAL_ENV|_auth"/);
});

it('leads nowhere without a server', () => {
  const { npm_config_registry, PIP_INDEX_URL, UV_DEFAULT_INDEX } = registryEnvironment({
    home: '/h',
    base: {},
  });
  expect([npm_config_registry, PIP_INDEX_URL, UV_DEFAULT_INDEX]).toEqual([
    'http://127.0.0.1:1/',
    'http://127.0.0.1:1/simple/',
    'http://127.0.0.1:1/simple/',
  ]);
});

const elsewhere = 'elsewhere.invalid';
it.each([
  ['npm', ['view', 'tidy', `--registry=https://${elsewhere}`]],
  ['python3', ['-m', 'pip', 'download', 'tidy', '--index-url', `https://${elsewhere}/simple`]],
  ['uv', ['tool', 'install', 'tidy', '--default-index', `https://${elsewhere}/simple`]],
])('sends what %s would ask of another host to the proxy', async (program, args) => {
  if (!isInstalled(program)) return;
  trap.asked.length = 0;
  const env = registryEnvironment({ home: temporaryHome(), proxy: trap.url });
  expect((await run(program, args, env)).code).not.toBe(0);
  expect(trap.asked[0]).toContain(`CONNECT ${elsewhere}:443`);
});
