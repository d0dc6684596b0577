import { describe, expect, it } from 'vitest';
import { installScriptTools } from '../../support/scriptTool.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

describe('aim tools detect', () => {
  it('says where each tool is, and starts none', async () => {
    installScriptTools(home, [{ id: 'one', adapter: '' }]);
    home.program('one', `require('node:fs').writeFileSync(${JSON.stringify(`${home.root}/started`)}, '')`);
    const { exitCode, stdout } = await home.aim(['tools', 'detect'], { columns: 200 });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`^one +${home.bin}/one$`, 'm'));
    expect(stdout).toMatch(/^aider +not found$/m);
    expect(home.files('.').some((file) => file.endsWith('started'))).toBe(false);
  });

  it('never takes a file of the current folder for a tool', async () => {
    home.write('project/aider', '#!/bin/sh\n', 0o755);
    expect((await home.aim(['tools', 'detect'], { env: { PATH: `.:${home.bin}` } })).stdout).toMatch(
      /^aider +not found$/m,
    );
  });
});
