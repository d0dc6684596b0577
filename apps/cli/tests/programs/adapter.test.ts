import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, runBuilt, type BuiltOutcome } from '../support/builtAim.js';
import { useTempHome } from '../support/tempHome.js';

const home = useTempHome();
beforeAll(ensureBuilt);

const run = (argv: readonly string[], stdin = ''): Promise<BuiltOutcome> =>
  runBuilt(home, argv, { stdin, program: 'aim-adapter.cjs' });
const request = JSON.stringify({
  capability: 'version',
  payload: {},
  tool: 'ruff',
  timeout_ms: 5000,
  max_retries: 0,
  contract: 'AIM_PLUS_V1',
});

describe('aim-adapter', () => {
  it('answers a request of the adapter contract with one JSON object', async () => {
    home.program('ruff', `console.log('ruff 0.9.1')`);
    const { exitCode, stdout } = await run(['ruff'], request);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ success: true, message: expect.stringContaining('0.9.1') });
  });

  it('answers in the contract’s form when the tool is missing', async () => {
    const { exitCode, stdout, stderr } = await run(['ruff'], request);
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toEqual({
      success: false,
      message: expect.stringContaining('ruff'),
      content: null,
    });
    expect(stderr).toContain('aim tools detect');
  });

  it('suggests the nearest adapter for one it does not know', async () => {
    const { exitCode, stdout, stderr } = await run(['rufff'], request);
    expect(exitCode).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ success: false, content: null });
    expect(stderr).toContain("Did you mean 'ruff'?");
  });

  it('does not accept a request that is none', async () => {
    home.program('ruff', '');
    const { exitCode, stdout } = await run(['ruff'], 'no JSON');
    expect(exitCode).not.toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ success: false });
  });

  it('prints its usage', async () => {
    expect(await run(['--help'])).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: expect.stringContaining('IDs: '),
    });
    for (const argv of [[], ['ruff', 'more'], ['--x']]) expect((await run(argv)).exitCode).toBe(5);
  });
});
