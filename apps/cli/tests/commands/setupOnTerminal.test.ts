import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { aimProgram, ensureBuilt } from '../support/builtAim.js';
import { useLoopbackTools } from '../support/loopbackTools.js';
import { useTempHome } from '../support/tempHome.js';

const home = useTempHome();
const machine = useLoopbackTools(home);
const hasScript = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
if (!hasScript) console.warn("util-linux's script is not here: the test on a terminal is skipped.");

describe.skipIf(!hasScript)('aim setup on a terminal', () => {
  beforeAll(ensureBuilt);

  it('draws a row for each package while it works, and says at the end what is there', async () => {
    machine.publish('one', '1.0.0');
    machine.publish('two', '2.0.0');
    machine.configure({ versionPins: { npm: { one: '1.0.0', two: '2.0.0' } } });
    const line = `stty cols 80 rows 24; '${process.execPath}' '${aimProgram}' setup --tools-only`;
    const env = { ...machine.env, TERM: 'xterm', SHELL: '/bin/bash' };
    const child = spawn('script', ['-qec', line, '/dev/null'], {
      cwd: home.project,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [shown, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    const plain = stripVTControlCharacters(shown);
    expect([exitCode, plain]).toEqual([
      0,
      expect.stringMatching(/✓ one 1\.0\.0 \(npm\)[^]*Everything is installed/),
    ]);
    expect(plain).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] one 1\.0\.0 \(npm\)/);
    expect(plain).not.toMatch(/\\x1b|Error/);
    const folder = join(home.aimHome, 'data', 'tools', 'current', 'bin');
    expect(plain).toContain(`export PATH="${folder}:$PATH"`);
    expect(execFileSync(join(folder, 'two'), ['--version'], { env, encoding: 'utf8' }).trim()).toBe('2.0.0');
  });
});
