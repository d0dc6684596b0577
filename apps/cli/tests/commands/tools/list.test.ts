import { describe, expect, it } from 'vitest';
import { installScriptTools } from '../../support/scriptTool.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
interface Listed {
  readonly tools: readonly { readonly tool: string; readonly version: string | null }[];
}
const versionOf = async (tool: string, env = {}): Promise<string | null | undefined> =>
  (await home.aim(['tools', 'list', '--json'], { env })).json<Listed>().tools.find((one) => one.tool === tool)
    ?.version;

describe('aim tools list', () => {
  it('asks each installed tool for its version', async () => {
    installScriptTools(home, [
      { id: 'one', adapter: '' },
      { id: 'two', adapter: '', absent: true },
    ]);
    const { exitCode, stdout } = await home.aim(['tools', 'list']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^one +one 1\.2\.3 +editing$/m);
    expect(stdout).toMatch(/^two +not installed +editing$/m);
    expect(stdout).toMatch(/^aider +not installed/m);
    expect(await versionOf('one')).toBe('one 1.2.3');
    expect(await versionOf('two')).toBeNull();
  });

  it('shows a tool that does not tell its version', async () => {
    installScriptTools(home, [{ id: 'one', adapter: '' }]);
    home.program('one', 'process.exitCode = 1');
    expect((await home.aim(['tools', 'list'])).stdout).toMatch(/^one +unknown/m);
  });

  it('keeps every secret from a version question', async () => {
    installScriptTools(home, [{ id: 'one', adapter: '', secrets: ['MINE_KEY'] }]);
    home.program(
      'one',
      `console.log(process.env.MINE_KEY || process.env.OPENAI_API_KEY ? '6.6.6' : '1.0.0')`,
    );
    expect(await versionOf('one', { MINE_KEY: 'shell', OPENAI_API_KEY: 'shell' })).toBe('1.0.0');
  });
});
