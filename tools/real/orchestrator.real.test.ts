import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packPackages } from '../release/packPackages.mjs';
import { runAim } from './runAim.js';

const start = promisify(execFile);
const root = mkdtempSync(join(tmpdir(), 'aim-real-nx-'));
const [home, cwd] = [join(root, 'home'), join(root, 'workspace')];
const { version } = JSON.parse(
  readFileSync(new URL('../../node_modules/nx/package.json', import.meta.url), 'utf8'),
) as { version: string };
const own = 'canary-deploy-4711';
const shared = 'canary-npm-0815';

function write(name: string, content: unknown): void {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content));
}

/** Runs Nx in the workspace; its exit code and all it printed. */
async function nx(...args: readonly string[]): Promise<readonly [number, string]> {
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    AIM_HOME: join(home, 'aim'),
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    FORCE_COLOR: '0',
  };
  const bin = join(cwd, 'node_modules/.bin/nx');
  const answer = await start(bin, args, { cwd, env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return [answer.code, answer.stdout + answer.stderr];
}

const eslint = {
  executor: '@aim/orchestrator-plugin:invoke',
  cache: true,
  inputs: ['default'],
  outputs: ['{options.outputFile}'],
  options: {
    capability: 'linting',
    tool: 'eslint',
    files: ['{projectRoot}/a.js'],
    outputFile: 'reports/lint.json',
  },
};
const tell = "console.log('own', process.env.DEPLOY_TOKEN, 'shared', process.env.NPM_TOKEN)";

beforeAll(async () => {
  for (const folder of [home, cwd]) mkdirSync(folder);
  const archives = packPackages(join(root, 'packed')).flatMap(
    ({ name, archive }: { name: string; archive: string }) => (name === '@aim/cli' ? [] : archive),
  );
  write('package.json', { name: 'workspace', private: true, type: 'module' });
  write('.gitignore', 'node_modules\n.nx\nreports\n');
  const options = { secrets: ['NPM_TOKEN'], workstream: 'ws-release', checks: { only: ['commands'] } };
  const plugins = [{ plugin: '@aim/orchestrator-plugin/nx', options }];
  write('nx.json', { neverConnectToCloud: true, analytics: false, plugins });
  write('eslint.config.js', "export default [{ rules: { 'no-undef': 'error' } }];\n");
  const deploy = { command: 'node', args: ['-e', tell], secrets: ['DEPLOY_TOKEN'] };
  write('app/project.json', {
    name: 'app',
    targets: { lint: eslint, deploy: { executor: '@aim/orchestrator-plugin:run', options: deploy } },
  });
  const install = ['install', '--no-audit', '--no-fund', `nx@${version}`, 'eslint@9.39.0', ...archives];
  await start('npm', install, { cwd, maxBuffer: 1 << 26 });
}, 600_000);

afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

describe('@aim/orchestrator-plugin, packed and installed in an Nx workspace', () => {
  it('starts nothing without its secret, then gives each task its own, and lints from the cache', async () => {
    write('app/a.js', 'const a = 1;\n');
    const [refused, why] = await nx('run', 'app:deploy');
    expect([refused, why]).toEqual([1, expect.stringContaining("'aim secrets set NPM_TOKEN' stores it.")]);
    for (const [name, input] of Object.entries({ NPM_TOKEN: shared, DEPLOY_TOKEN: own }))
      expect((await runAim(['secrets', 'set', name], { home, cwd, input })).exitCode).toBe(0);

    const [deployed, told] = await nx('run', 'app:deploy');
    expect([deployed, told]).toEqual([0, expect.stringContaining('own *** shared undefined')]);
    const [linted, found] = await nx('run', 'app:lint');
    expect([linted, found]).toEqual([0, expect.stringContaining('found no issues')]);
    rmSync(join(cwd, 'reports'), { recursive: true });
    const [again, cached] = await nx('run', 'app:lint');
    expect([again, cached]).toEqual([0, expect.stringContaining('local cache')]);
    expect(readFileSync(join(cwd, 'reports/lint.json'), 'utf8')).toContain('"tool": "eslint"');
    write('app/a.js', 'missing();\n');
    const [failed, errors] = await nx('run', 'app:lint');
    expect([failed, errors]).toEqual([1, expect.stringContaining('1 error')]);

    expect([told, found, cached, errors].join('')).not.toMatch(/canary/);
    const audit = await runAim(['audit', 'query', '--json', '--limit', '100'], { home, cwd });
    expect(audit.stdout).not.toContain('canary');
    const events = JSON.parse(audit.stdout) as { event_type: string; details: Record<string, unknown> }[];
    const released = events
      .filter(({ event_type }) => event_type === 'secret_access')
      .map(({ details }) => details);
    expect(released).toContainEqual(
      expect.objectContaining({ secrets: ['DEPLOY_TOKEN'], task: 'app:deploy', ws_id: 'ws-release' }),
    );
    expect((await runAim(['audit', 'verify'], { home, cwd })).exitCode).toBe(0);
  });
});
