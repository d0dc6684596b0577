import { describe, expect, it } from 'vitest';
import { installScriptTools } from '../../support/scriptTool.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const adapter = `throw new Error('a route starts nothing')`;
const two = (absent: boolean): void =>
  installScriptTools(home, [
    { id: 'one', adapter, absent },
    { id: 'two', adapter },
  ]);

describe('aim route', () => {
  it('names the tool that would be used', async () => {
    two(false);
    expect(await home.aim(['route', 'editing'])).toMatchObject({
      exitCode: 0,
      stdout: 'editing → one\n',
      stderr: '',
    });
  });

  it('explains the whole chain', async () => {
    two(true);
    const { exitCode, stdout } = await home.aim(['route', 'editing', '--explain']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('editing → two\n\nTool');
    expect(stdout).toMatch(/^one +not installed/m);
    expect(stdout).toMatch(/^two +chosen/m);
    expect(stdout).toContain('timeout 30000 ms each, 0 retries');
  });

  it('takes tools as failing', async () => {
    two(false);
    const simulated = ['--simulate', 'one=quota'];
    expect((await home.aim(['route', 'editing', ...simulated])).stdout).toBe('editing → two\n');
    const { stdout } = await home.aim([
      'route',
      'editing',
      '--explain',
      ...simulated,
      '--simulate',
      'three=auth',
    ]);
    expect(stdout).toMatch(/^one +simulated failure/m);
    expect(stdout).toContain("'three' is to be taken as failing, but is not in the chain");
  });

  it('fails with 3 and explains when no tool is ready', async () => {
    two(false);
    const simulated = ['--simulate', 'one=auth', '--simulate', 'two=timeout'];
    const { exitCode, stdout } = await home.aim(['route', 'editing', ...simulated]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('No tool is ready for editing.');
    expect(stdout).toMatch(/^two +simulated failure/m);
  });

  it('suggests the nearest reason for one it does not know', async () => {
    const routed = await home.aim(['route', 'editing', '--simulate', 'one=quotta']);
    expect(routed).toMatchObject({ exitCode: 5, stdout: '' });
    expect(routed.stderr).toContain("Did you mean 'quota'? Reasons: not_installed, auth,");
    expect((await home.aim(['route', 'editing', '--simulate', 'one'])).exitCode).toBe(5);
  });

  it('suggests the nearest capability, with exit code 5', async () => {
    two(false);
    const near = await home.aim(['route', 'edting']);
    expect(near.exitCode).toBe(5);
    expect(near.stdout).toContain("Did you mean 'editing'?");
    const far = await home.aim(['route', 'zzzzzzzz']);
    expect(far.stdout).toContain('Known: ');
  });

  it('looks at one tool only when it is named', async () => {
    two(false);
    const routed = await home.aim(['route', 'editing', '--tool', 'two', '--json']);
    expect(routed.json()).toMatchObject({ chosen: 'two', steps: [{ tool: 'two' }] });
  });
});
