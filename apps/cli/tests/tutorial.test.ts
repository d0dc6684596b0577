import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  registryEnvironment,
  sampleNpmTool,
  startNpmRegistry,
} from '../../../tools/testing/registries/registries.mjs';
import { spawn } from 'node:child_process';
import { aimProgram, ensureBuilt } from './support/builtAim.js';
import { useTempHome } from './support/tempHome.js';

const tutorial = readFileSync(new URL('../../../docs/TUTORIAL.md', import.meta.url), 'utf8');

/** One command of the tutorial with the texts that it promises. */
interface Step {
  readonly command: string;
  readonly prints: readonly string[];
}

/** The commands in their order, save those that install `aim` itself. */
function steps(): readonly Step[] {
  const blocks = [...tutorial.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
  const found: { command: string; prints: string[] }[] = [];
  for (const line of blocks.join('').split('\n').filter(Boolean)) {
    if (line.startsWith('#> ')) found.at(-1)?.prints.push(line.slice(3));
    else found.push({ command: line, prints: [] });
  }
  return found;
}

const home = useTempHome();

describe('the tutorial', () => {
  beforeAll(ensureBuilt);
  const isPosix = spawnSync('sh', ['-c', 'true']).status === 0;

  it.skipIf(!isPosix)(
    'works as it is written, line by line',
    async () => {
      const registry = await startNpmRegistry({
        packages: [sampleNpmTool({ name: 'prettier', version: '3.6.2' })],
      });
      try {
        const bin = join(home.root, 'tutorial-bin');
        mkdirSync(bin);
        writeFileSync(join(bin, 'aim'), `#!/bin/sh\nexec '${process.execPath}' '${aimProgram}' "$@"\n`);
        chmodSync(join(bin, 'aim'), 0o755);
        const base = { PATH: `${bin}:${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin` };
        const env = registryEnvironment({ npm: registry, home: home.home, base });
        // A marker after each command tells its output and its exit code from the next one's.
        const script = steps()
          .map(({ command }, index) => `${command}\nprintf '\\n@@%s %s\\n' ${index} $?`)
          .join('\n');
        const shell = spawn('sh', ['-c', `${script}\n`], { env, cwd: home.home });
        let output = '';
        for (const stream of [shell.stdout, shell.stderr])
          stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
        await new Promise((resolve) => shell.once('close', resolve));
        const parts = output.split(/^@@\d+ (\d+)$/m);
        steps().forEach(({ command, prints }, index) => {
          const [text = '', code] = [parts[2 * index], parts[2 * index + 1]];
          expect(code, `${command}\n${text}`).toBe('0');
          for (const promised of prints) expect(text, command).toContain(promised);
        });
      } finally {
        await registry.close();
      }
    },
    120_000,
  );
});
