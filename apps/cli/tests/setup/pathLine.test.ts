import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { pathLine } from '../../src/setup/pathLine.js';

describe('pathLine', () => {
  it.each([
    ['linux', '/bin/bash', 'export PATH="/home/me/bin:$PATH"'],
    ['darwin', '/bin/zsh', 'export PATH="/home/me/bin:$PATH"'],
    ['linux', undefined, 'export PATH="/home/me/bin:$PATH"'],
    ['linux', '/usr/bin/fish', 'fish_add_path --path --prepend /home/me/bin'],
    ['linux', '/bin/tcsh', 'set path = (/home/me/bin $path)'],
    ['win32', undefined, "$env:Path = '/home/me/bin;' + $env:Path"],
  ] as const)('is written for the shell: on %s, %s', (platform, shell, line) => {
    expect(pathLine('/home/me/bin', { platform, shell })).toBe(line);
  });

  it.skipIf(process.platform === 'win32')('holds for a folder of any name', () => {
    const folder = `/tmp/it's "a" $HOME \`x\``;
    const line = pathLine(folder, { platform: 'linux', shell: '/bin/sh' });
    const said = execFileSync('/bin/sh', ['-c', `${line}\necho "$PATH"`], { encoding: 'utf8' });
    expect(said.startsWith(`${folder}:`)).toBe(true);
  });
});
