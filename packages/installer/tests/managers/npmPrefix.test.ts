import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { npmPrefix } from '../../src/managers/npmPrefix.js';
import { directoryIn, managerContext, put } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

/** npm as its own installer lays it out, with `bin/npm` linked to it. */
function npmIn(prefix: string): string {
  put(join(prefix, 'lib/node_modules/npm/bin/npm-cli.js'));
  directoryIn(prefix, 'bin');
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(prefix, 'bin/npm'));
  return join(prefix, 'bin/npm');
}

describe('npmPrefix', () => {
  it('is where npm itself lies, unless a file or variable says otherwise', () => {
    const home = tempDir();
    const program = npmIn(join(home, 'node'));
    expect(npmPrefix(program, managerContext(home))).toBe(join(home, 'node'));
    put(join(home, 'node/lib/node_modules/npm/npmrc'), 'prefix = /builtin\n');
    expect(npmPrefix(program, managerContext(home))).toBe('/builtin');
    put(join(home, 'node/etc/npmrc'), 'audit=false\nprefix=/machine\n');
    expect(npmPrefix(program, managerContext(home))).toBe('/machine');
    put(join(home, '.npmrc'), '; prefix=/no\r\nprefix = "${BASE}/own"\r\n');
    expect(npmPrefix(program, managerContext(home, { env: { BASE: '/base' } }))).toBe('/base/own');
    put(join(home, 'other'), 'prefix=~/tools\n');
    expect(
      npmPrefix(program, managerContext(home, { env: { NPM_CONFIG_USERCONFIG: join(home, 'other') } })),
    ).toBe(join(home, 'tools'));
    expect(npmPrefix(program, managerContext(home, { env: { npm_config_prefix: '/set' } }))).toBe('/set');
  });

  it('is not guessed where npm lies elsewhere or is gone', () => {
    const home = tempDir();
    const program = put(join(home, 'share/nodejs/npm/bin/npm-cli.js'));
    expect(npmPrefix(program, managerContext(home))).toBeUndefined();
    expect(npmPrefix(join(home, 'gone'), managerContext(home))).toBeUndefined();
  });

  it('on Windows is the folder of npm.cmd, or what its own settings say', () => {
    const home = tempDir();
    const program = put(join(home, 'nodejs/npm.cmd'));
    const context = managerContext(home, { platform: 'win32', env: { AppData: join(home, 'roam') } });
    expect(npmPrefix(program, context)).toBe(join(home, 'nodejs'));
    put(join(home, 'nodejs/node_modules/npm/npmrc'), 'prefix=${APPDATA}/npm\n');
    expect(npmPrefix(program, context)).toBe(join(home, 'roam/npm'));
  });
});
