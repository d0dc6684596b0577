import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectScript } from '../src/inspectScript.js';
import { useTempDir } from './support/tempDir.js';

describe('inspectScript', () => {
  const dir = useTempDir();

  it('accepts a script that only its owner can change', () => {
    expect(inspectScript(dir.write('a.mjs'))).toBeUndefined();
  });

  it.each([
    ['%AIM_REGISTRY_PATH%/a.ps1', 'variable that is not set'],
    ['adapters/a.mjs', 'not an absolute path'],
  ])('does not look for %s', (path, why) => {
    expect(inspectScript(path, { platform: 'linux' })).toEqual({
      kind: 'missing',
      message: expect.stringContaining(why),
    });
  });

  it('names the file that is missing or is no file', () => {
    expect(inspectScript(`${dir.path}/gone.mjs`)?.message).toBe(
      `Adapter script ${dir.path}/gone.mjs does not exist or cannot be read`,
    );
    expect(inspectScript(dir.mkdir('folder'))?.message).toContain('is not a file');
  });

  it('finds a script unsafe that any user can change', () => {
    expect(inspectScript(dir.write('a.mjs', '', 0o666))).toMatchObject({ kind: 'unsafe' });
  });

  it('finds a script unsafe in a folder where any user can replace it, unless the sticky bit keeps them from it', () => {
    const script = dir.write('open/a.mjs');
    chmodSync(`${dir.path}/open`, 0o777);
    expect(inspectScript(script)?.kind).toBe('unsafe');
    chmodSync(`${dir.path}/open`, 0o1777);
    expect(inspectScript(script)).toBeUndefined();
  });

  it('does not read POSIX modes on Windows', () => {
    const stat = () => ({ isFile: () => true, mode: 0o666 });
    expect(inspectScript('C:\\adapters\\a.ps1', { platform: 'win32', stat })).toBeUndefined();
    expect(inspectScript('adapters\\a.ps1', { platform: 'win32', stat })?.kind).toBe('missing');
  });
});
