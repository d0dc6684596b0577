import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { completionScript, shells } from '../../src/completion/completionScript.js';
import { aimProgram, ensureBuilt } from '../support/builtAim.js';
import { useTempHome } from '../support/tempHome.js';

const home = useTempHome();

const ask: Readonly<Record<string, (script: string) => readonly [string, string]>> = {
  bash: (script) => [
    'bash',
    `${script}\nCOMP_WORDS=(aim secrets re)\nCOMP_CWORD=2\n_aim\necho "\${COMPREPLY[@]}"`,
  ],
  zsh: (script) => [
    'zsh',
    `compdef() { : }\n_describe() { print -l -- $described }\n${script}\nwords=(aim secrets re)\nCURRENT=3\n_aim`,
  ],
  fish: (script) => ['fish', `${script}\ncomplete -C 'aim secrets re'`],
};

describe('completionScript', () => {
  beforeAll(ensureBuilt);

  it.each(shells)('asks the command itself in %s', (shell) => {
    expect(completionScript(shell)).toMatch(/__complete ('?)--\1 /);
  });

  for (const [shell, lines] of Object.entries(ask)) {
    const isThere = spawnSync(shell, ['-c', 'true']).status === 0;
    it.skipIf(!isThere)(`completes in a real ${shell}`, () => {
      const bin = join(home.root, 'shell-bin');
      mkdirSync(bin);
      writeFileSync(join(bin, 'aim'), `#!/bin/sh\nexec '${process.execPath}' '${aimProgram}' "$@"\n`);
      chmodSync(join(bin, 'aim'), 0o755);
      const [program, text] = lines(completionScript(shell as 'bash'));
      const answer = spawnSync(program, ['-c', text], {
        env: { ...home.env, PATH: `${bin}:/usr/local/bin:/usr/bin:/bin` },
        encoding: 'utf8',
      });
      expect(answer.stdout.replace(/[\t:].*/, '').trim(), answer.stderr).toBe('rekey');
    });
  }
});
