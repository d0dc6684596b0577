import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, startBuilt } from '../support/builtAim.js';
import { installScriptTools, scriptTools } from '../support/scriptTool.js';
import { useTempHome } from '../support/tempHome.js';

const home = useTempHome();
beforeAll(ensureBuilt);

const echo = `answer({ message: 'answered', content: { request } })`;
const garbage = `console.log('Loading model…'); answer({});`;
const fails = `answer({ success: false, message: 'the quota is used up', content: { error_reason: 'quota' } }); process.exitCode = 1;`;
const hangs = `setInterval(() => {}, 1000);`;

interface Answer {
  readonly success: boolean;
  readonly message: string;
  readonly tool?: string;
  readonly content: { readonly request: { readonly payload: unknown } & Record<string, unknown> };
}

describe('aim invoke', () => {
  it('hands the request to the first tool and its result back', async () => {
    installScriptTools(home, [{ id: 'one', adapter: echo }]);
    const invoked = await home.aim(['invoke', 'editing', '--prompt', 'do it', '--file', 'a.ts', '--json']);
    expect(invoked.exitCode).toBe(0);
    expect(invoked.json()).toMatchObject({
      success: true,
      message: 'answered',
      tool: 'one',
      capability: 'editing',
      content: {
        request: {
          capability: 'editing',
          tool: 'one',
          payload: { prompt: 'do it', files: ['a.ts'] },
          contract: 'AIM_PLUS_V1',
          max_retries: 0,
        },
      },
    });
  });

  it('tells a person who did it and what changed', async () => {
    const content = `{ files_modified: ['a.ts', 'b.ts'], files_created: ['c.ts'], issues: [
      { file: 'a.ts', line: 3, column: 7, severity: 'error', message: 'no good', rule: 'E1' }] }`;
    installScriptTools(home, [{ id: 'one', adapter: `answer({ content: ${content} })` }]);
    const invoked = await home.aim(['invoke', 'editing']);
    expect(invoked).toMatchObject({ exitCode: 0, stderr: '' });
    expect(invoked.stdout).toBe(
      '✓ one: done\n  changed: a.ts, b.ts\n  created: c.ts\n  a.ts:3:7 error no good (E1)\n',
    );
  });

  it('goes on to the fallback when the first tool is not installed', async () => {
    installScriptTools(home, [
      { id: 'one', adapter: echo, absent: true },
      { id: 'two', adapter: echo },
    ]);
    const invoked = await home.aim(['invoke', 'editing', '--json']);
    expect(invoked.json()).toMatchObject({
      tool: 'two',
      attempts: [{ tool: 'one', reason: 'not_installed' }],
    });
  });

  it('goes on to the fallback when the first tool fails, and records both', async () => {
    installScriptTools(home, [
      { id: 'one', adapter: fails },
      { id: 'two', adapter: echo },
    ]);
    const prompt = 'a prompt nobody else may read';
    const invoked = await home.aim(['invoke', 'editing', '--json', '--prompt', prompt]);
    expect(invoked.json()).toMatchObject({
      success: true,
      tool: 'two',
      attempts: [{ tool: 'one', reason: 'quota' }],
    });
    const log = await home.aim(['audit', 'query', '--type', 'tool_invoke', '--json']);
    expect(log.json()).toMatchObject([
      { details: { tool: 'two', success: true, prompt: { length: prompt.length } } },
      { details: { tool: 'one', success: false, reason: 'quota' } },
    ]);
    expect(log.stdout).not.toContain(prompt);
  });

  it('fails with 4 and what each tool said when all fail', async () => {
    installScriptTools(home, [
      { id: 'one', adapter: fails },
      { id: 'two', adapter: garbage },
    ]);
    const invoked = await home.aim(['invoke', 'editing', '--json']);
    expect(invoked.exitCode).toBe(4);
    expect(invoked.json()).toMatchObject({
      success: false,
      message: expect.stringMatching(
        /^All tools failed for capability 'editing': one: the quota.*; two: Adapter /,
      ),
      content: {
        attempts: [
          { tool: 'one', reason: 'quota' },
          { tool: 'two', reason: 'contract' },
        ],
      },
    });
  });

  it('tells a person what to do next when all fail', async () => {
    installScriptTools(home, [{ id: 'one', adapter: echo, absent: true }]);
    const invoked = await home.aim(['invoke', 'editing']);
    expect(invoked.exitCode).toBe(3);
    expect(invoked.stdout).toMatch(/^✗ All tools failed for capability 'editing': one: /);
    expect(invoked.stderr).not.toBe('');
  });

  it('uses only the tool that is named', async () => {
    installScriptTools(home, [
      { id: 'one', adapter: echo },
      { id: 'two', adapter: fails },
    ]);
    const invoked = await home.aim(['invoke', 'editing', '--tool', 'two', '--json']);
    expect(invoked.exitCode).toBe(4);
    expect(invoked.stdout).not.toContain('"one"');
  });

  it('ends an adapter that takes too long, with exit code 8', async () => {
    installScriptTools(home, [{ id: 'one', adapter: hangs }]);
    const invoked = await home.aim(['invoke', 'editing', '--timeout-ms', '300', '--json']);
    expect(invoked.exitCode).toBe(8);
    expect(invoked.json()).toMatchObject({ success: false, reason: 'timeout' });
  });

  it('suggests the nearest capability, with exit code 5', async () => {
    installScriptTools(home, [{ id: 'one', adapter: echo }]);
    const invoked = await home.aim(['invoke', 'edting', '--json']);
    expect(invoked.exitCode).toBe(5);
    expect(invoked.json()).toMatchObject({
      reason: 'unknown_capability',
      message: expect.stringContaining("Did you mean 'editing'?"),
    });
  });

  it('refuses a file it must not touch, with exit code 7', async () => {
    installScriptTools(home, [{ id: 'one', adapter: echo }]);
    const invoked = await home.aim(['invoke', 'editing', '--file', '.env', '--json']);
    expect(invoked.exitCode).toBe(7);
    expect(invoked.json()).toMatchObject({ reason: 'refused_by_policy' });
  });

  it.each(['0', '-5', '1.5', 'soon'])('refuses --timeout-ms %s', async (timeout) => {
    const invoked = await home.aim(['invoke', 'editing', `--timeout-ms=${timeout}`]);
    expect(invoked.exitCode).toBe(5);
    expect(invoked.stderr).toContain('--timeout-ms of');
  });

  it('says what to do about a value that no environment can carry, and not what adapters must print', async () => {
    const registry = scriptTools(home, [{ id: 'one', adapter: echo }]);
    const { one } = registry['tools'] as { one: object };
    const tools = { one: { ...one, env: { SHAPE: 'canary\0' } } };
    home.write('aim/config/aim_config.json', { version: '1.0.0', registry: { ...registry, tools } });
    const refused = await home.aim(['invoke', 'editing']);
    expect(refused.exitCode).toBe(4);
    expect(refused.stderr).toBe('Store the value without it, for example in base64.\n');
    expect(refused.stdout).toContain('environment variable SHAPE holds a NUL');
    expect(refused.stdout + refused.stderr).not.toContain('canary');
  });

  it('gives the adapter the secrets of its tool and none of the caller', async () => {
    const adapter = `const { MINE_KEY, OTHER_KEY, GITHUB_TOKEN, PLAIN } = process.env;
      answer({ content: { mine: MINE_KEY === 'mine-value', seen: { OTHER_KEY, GITHUB_TOKEN, PLAIN } } })`;
    installScriptTools(home, [{ id: 'one', adapter, secrets: ['MINE_KEY'] }]);
    await home.aim(['secrets', 'import', '-'], { stdin: 'MINE_KEY=mine-value\nOTHER_KEY=other-value\n' });
    const env = { OTHER_KEY: 'shell', GITHUB_TOKEN: 'shell', PLAIN: 'stays' };
    const invoked = await home.aim(['invoke', 'editing', '--json'], { env });
    expect(invoked.json<Answer>().content).toEqual({ mine: true, seen: { PLAIN: 'stays' } });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const)(
    'ends the adapter and closes the record when %s ends it, with exit code %i',
    async (signal, code) => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const adapter = `import { connect } from 'node:net'; connect(${port}, '127.0.0.1'); ${hangs}`;
      installScriptTools(home, [{ id: 'one', adapter }]);
      const run = startBuilt(home, ['invoke', 'editing']);
      const [adapterAlive] = (await once(server, 'connection')) as [Socket];
      adapterAlive.on('error', () => undefined).resume();
      const adapterGone = once(adapterAlive, 'close');
      run.child.kill(signal);
      expect((await run.ended).exitCode).toBe(code);
      await adapterGone;
      server.close();
      const log = await home.aim(['audit', 'query', '--type', 'tool_invoke', '--json']);
      expect(log.json()).toMatchObject([{ details: { tool: 'one', success: false } }]);
      expect((await home.aim(['audit', 'verify'])).exitCode).toBe(0);
    },
  );
});
