import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '@aim/workstream';
import { describe, expect, it } from 'vitest';
import { exampleRepository } from '../../support/exampleRepository.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

const deploy = 'canary/"deploy"+&= 4711';
const other = 'canary-other-0815';
const shell = 'canary-shell-2342';
const names = ['DEPLOY_TOKEN', 'OTHER_TOKEN', 'OPENAI_API_KEY', 'AIM_PASSPHRASE'];

/** Notes outside of the repository which secrets it sees, then gives away what it can. */
const teller = (seen: string): string => `
const { appendFileSync, writeFileSync } = require('node:fs');
const names = ${JSON.stringify(names)};
const lengths = Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name].length]] : [])));
appendFileSync(${JSON.stringify(seen)}, JSON.stringify([process.argv[2], lengths]) + '\\n');
const values = names.map((name) => process.env[name] ?? '').join(' ');
console.log(values, JSON.stringify(values), encodeURIComponent(values));
console.error(Buffer.from(process.env.DEPLOY_TOKEN ?? process.env.OTHER_TOKEN ?? 'none').toString('base64'));
if (process.argv[2] === 'edit') writeFileSync('out.txt', 'done\\n');
if (process.argv[2] === 'fail') process.exit(1);
`;

/** Each form in which a value could show. */
const traces = [deploy, other, shell].flatMap((value) => [
  value,
  JSON.stringify(value).slice(1, -1),
  encodeURIComponent(value),
  Buffer.from(value).toString('base64'),
]);

function expectNoTrace(text: string): void {
  for (const trace of traces) expect(text).not.toContain(trace);
}

describe.skipIf(process.platform === 'win32')('secrets in aim workstream run', () => {
  it('reach each task as its own variables only, and are nowhere in output, state, audit or working trees', async () => {
    const { git } = exampleRepository(home);
    const seen = join(home.root, 'seen');
    const script = home.write('teller.cjs', teller(seen));
    const tool = (name: string, secrets: readonly string[]) => ({ name, detectCommands: ['node'], secrets });
    const profile = (word: string) => ({ command: 'node', args: [script, word] });
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      registry: {
        tools: { deployer: tool('Deployer', ['DEPLOY_TOKEN']), watcher: tool('Watcher', ['OTHER_TOKEN']) },
      },
      environment: { healthChecks: { requiredCommands: ['node', 'git'] } },
      toolProfiles: {
        deployer: profile('edit'),
        watch: { ...profile('watch'), aimToolId: 'watcher' },
        bare: profile('bare'),
        fail: { ...profile('fail'), aimToolId: 'watcher' },
      },
    });
    home.write('project/workstreams/ws-deploy.json', {
      id: 'ws-deploy',
      openspec_change: 'OS-1',
      ccpm_issue: 1,
      gate: 1,
      tasks: ['Deploy'],
      tool: 'deployer',
      files_scope: ['out.txt'],
      metadata: { static_tools: ['watch', 'bare'], runtime_tools: ['fail'] },
      acceptance_tests: [`node ${script} command`, `deployer ${script} arguments`],
      circuit_breaker: { max_attempts: 1 },
    });
    git('add', '--all');
    git('commit', '--quiet', '-m', 'Deploy');
    for (const [name, value] of [
      ['DEPLOY_TOKEN', deploy],
      ['OTHER_TOKEN', other],
    ] as const)
      expect((await home.aim(['secrets', 'set', name], { stdin: value })).exitCode).toBe(0);

    const env = { OPENAI_API_KEY: shell, AIM_PASSPHRASE: shell, OTHER_TOKEN: shell };
    const outcome = await home.aim(['workstream', 'run', 'ws-deploy', '--json', '--verbose'], { env });
    expect(outcome, outcome.stderr).toMatchObject({ exitCode: 4 });
    const lines = readFileSync(seen, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      ['edit', { DEPLOY_TOKEN: deploy.length }],
      ['watch', { OTHER_TOKEN: other.length }],
      ['bare', {}],
      ['fail', { OTHER_TOKEN: other.length }],
      ['command', {}],
      ['arguments', {}],
    ]);

    const { run_id, results } = outcome.json<RunResult>();
    expect(JSON.stringify(results)).toContain('***');
    expectNoTrace(outcome.stdout + outcome.stderr);
    for (const file of home.files()) {
      const text = readFileSync(file, 'latin1');
      for (const trace of traces) expect(text.includes(trace), `${file} holds ${trace}`).toBe(false);
    }
    expectNoTrace(git('show', '--stat', '--patch', results[0]?.branch ?? ''));
    const { stdout } = await home.aim(['audit', 'query', '--type', 'secret_access', '--json']);
    const released = (JSON.parse(stdout) as { details: Record<string, unknown> }[]).map(
      ({ details }) => details,
    );
    const labels = { run_id, ws_id: 'ws-deploy' };
    expect(released.toReversed()).toEqual([
      { secrets: ['DEPLOY_TOKEN'], ...labels },
      { secrets: ['OTHER_TOKEN'], ...labels },
      { secrets: ['OTHER_TOKEN'], ...labels },
    ]);
  }, 60_000);

  it('are not released when the preflight refuses', async () => {
    const { git } = exampleRepository(home);
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      registry: { tools: { prettier: { secrets: ['DEPLOY_TOKEN'] } } },
      environment: { healthChecks: { requiredCommands: ['no-such-command'] } },
    });
    await home.aim(['secrets', 'set', 'DEPLOY_TOKEN'], { stdin: deploy });
    const profiles = ['--profiles', 'workstreams/profiles/tool_profiles.json'];
    expect((await home.aim(['workstream', 'run', ...profiles])).exitCode).toBe(9);
    expect((await home.aim(['audit', 'query', '--type', 'secret_access', '--json'])).json()).toEqual([]);
    expect(git('branch', '--list', 'aim/*')).toBe('');
  }, 60_000);
});
