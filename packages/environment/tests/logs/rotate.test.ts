import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { systemFs } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { applyRotation, planRotation, type LogFs } from '../../src/index.js';
import { rotatedName } from '../../src/logs/rotatedName.js';
import { tempDir } from '../support/tempDir.js';

const megabyte = 1024 * 1024;
const full = (text: string) => text.padEnd(megabyte, '.');

function logFolder(name = 'app.log') {
  const folder = tempDir();
  const path = join(folder, name);
  const settings = [{ path, maxSizeMB: 1, maxFiles: 4 }];
  return {
    folder,
    path,
    plan: (changes = {}) => planRotation([{ ...settings[0]!, ...changes }]),
    rotate: (changes = {}, fs?: LogFs) =>
      applyRotation(planRotation([{ ...settings[0]!, ...changes }]), fs && { fs }),
    files: () =>
      Object.fromEntries(
        readdirSync(folder)
          .sort()
          .map((file) => [file, readFileSync(join(folder, file), 'utf8').replace(/\.+$/, '')]),
      ),
  };
}

describe('logs rotate', () => {
  it('renames a log from its full size on, shifts the older ones and keeps as many as configured', () => {
    const { path, rotate, files } = logFolder();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      writeFileSync(path, full(name));
      expect(rotate()).toEqual([{ path, rotated: true }]);
    }
    expect(files()).toEqual({ 'app.log': '', 'app.1.log': 'e', 'app.2.log': 'd', 'app.3.log': 'c' });
  });

  it('leaves a smaller log, and so has nothing to do the second time', () => {
    const { path, plan, rotate, files } = logFolder();
    writeFileSync(path, full('a').slice(1));
    expect(plan()).toMatchObject([{ state: 'small', size: megabyte - 1, moves: [] }]);
    expect(rotate()).toEqual([{ path, rotated: false }]);
    writeFileSync(path, full('a'));
    rotate();
    expect(rotate()).toEqual([{ path, rotated: false }]);
    expect(Object.keys(files())).toEqual(['app.1.log', 'app.log']);
  });

  it('changes nothing while planning', () => {
    const { path, folder, plan } = logFolder();
    writeFileSync(path, full('a'));
    expect(plan()).toMatchObject([
      { state: 'rotate', moves: [{ from: path, to: join(folder, 'app.1.log') }] },
    ]);
    expect(readdirSync(folder)).toEqual(['app.log']);
  });

  it.skipIf(process.platform === 'win32')(
    'gives the new log the mode of the old one, whatever the umask',
    () => {
      const { path, rotate } = logFolder();
      writeFileSync(path, full('a'));
      chmodSync(path, 0o662);
      rotate();
      expect(statSync(path)).toMatchObject({ size: 0 });
      expect(statSync(path).mode & 0o777).toBe(0o662);
    },
  );

  it.skipIf(process.platform === 'win32')('loses no line of a program that goes on writing', () => {
    const { path, folder, rotate } = logFolder();
    writeFileSync(path, full('a'));
    const descriptor = openSync(path, 'a');
    rotate();
    writeSync(descriptor, 'late line');
    closeSync(descriptor);
    appendFileSync(path, 'new line');
    expect(readFileSync(join(folder, 'app.1.log'), 'utf8').endsWith('late line')).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('new line');
  });

  it('keeps every file whole wherever it is cut short, and catches up the next time', () => {
    for (let failing = 0; failing < 4; failing += 1) {
      const { path, folder, rotate, files } = logFolder();
      const before = ['c', 'b', 'a'].map((name, index) => ({
        name,
        file: join(folder, `app.${index + 1}.log`),
      }));
      for (const { name, file } of before) writeFileSync(file, name);
      writeFileSync(path, full('new'));
      let calls = 0;
      const renameSyncOnce: typeof renameSync = (from, to) => {
        calls += 1;
        if (calls > failing) throw Object.assign(new Error('cut'), { code: 'EIO' });
        renameSync(from, to);
      };
      const result = rotate({}, { ...systemFs, renameSync: renameSyncOnce });
      expect(result[0]?.rotated).toBe(failing >= 3);
      const newest = ['new', 'c', 'b'];
      expect(Object.values(files())).toEqual(expect.arrayContaining(newest));
      rotate();
      expect(Object.values(files()).filter((text) => text !== '')).toEqual(expect.arrayContaining(newest));
      expect(files()).toMatchObject({ 'app.log': '', 'app.1.log': 'new', 'app.2.log': 'c' });
    }
  });

  it('removes what is left over from a higher number of files, but no file behind a gap', () => {
    const { path, folder, rotate, files } = logFolder();
    for (const number of [1, 2, 3, 4, 5, 2024])
      writeFileSync(join(folder, `app.${number}.log`), String(number));
    writeFileSync(path, full('new'));
    rotate();
    expect(files()).toEqual({
      'app.log': '',
      'app.1.log': 'new',
      'app.2.log': '1',
      'app.3.log': '2',
      'app.2024.log': '2024',
    });
  });

  it('keeps the newest lines where only the log itself may be kept', () => {
    const { path, plan, rotate } = logFolder();
    writeFileSync(path, full('a'));
    expect(plan({ maxFiles: 1 })).toMatchObject([{ state: 'single' }]);
    expect(rotate({ maxFiles: 1 })).toEqual([{ path, rotated: false }]);
    expect(readFileSync(path, 'utf8')).toBe(full('a'));
  });

  it('does nothing about a missing log, a folder and a symbolic link', () => {
    const { path, folder, plan } = logFolder();
    expect(plan()).toEqual([{ path, state: 'missing', moves: [], remove: [] }]);
    mkdirSync(path);
    expect(plan()).toMatchObject([{ state: 'not_file' }]);
    if (process.platform === 'win32') return;
    const link = join(folder, 'link.log');
    writeFileSync(join(folder, 'target'), full('a'));
    symlinkSync('target', link);
    expect(plan({ path: link })).toMatchObject([{ state: 'link' }]);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('rotates the others where one log cannot be looked at, or lies in what is no folder', () => {
    const { path, folder } = logFolder();
    writeFileSync(path, full('a'));
    writeFileSync(join(folder, 'file'), '');
    const below = join(folder, 'file/app.log');
    // Refused to the superuser as well.
    const refused = join(folder, 'x'.repeat(300));
    const logs = [below, refused, path].map((log) => ({ path: log, maxSizeMB: 1, maxFiles: 4 }));
    const plan = planRotation(logs);
    expect(plan.map(({ state }) => state)).toEqual(['missing', 'unreadable', 'rotate']);
    expect(applyRotation(plan)).toEqual([
      { path: below, rotated: false },
      { path: refused, rotated: false, error: 'ENAMETOOLONG' },
      { path, rotated: true },
    ]);
  });

  it('does not rotate twice what another process rotated since the plan was made', () => {
    const { path, folder, plan, rotate } = logFolder();
    writeFileSync(path, full('a'));
    const late = plan();
    rotate();
    expect(applyRotation(late)).toEqual([{ path, rotated: false }]);
    expect(existsSync(join(folder, 'app.2.log'))).toBe(false);
  });

  it('names the failure of one log and rotates the others', () => {
    const { path, folder } = logFolder();
    const other = join(folder, 'other.log');
    writeFileSync(path, full('a'));
    writeFileSync(other, full('b'));
    const renameOther: typeof renameSync = (from, to) => {
      if (from === path) throw Object.assign(new Error('busy'), { code: 'EBUSY' });
      renameSync(from, to);
    };
    const plan = planRotation([path, other].map((file) => ({ path: file, maxSizeMB: 1, maxFiles: 3 })));
    expect(applyRotation(plan, { fs: { ...systemFs, renameSync: renameOther } })).toEqual([
      { path, rotated: false, error: 'EBUSY' },
      { path: other, rotated: true },
    ]);
  });

  it('is content with a log that its program made first', () => {
    const { path, rotate } = logFolder();
    writeFileSync(path, full('a'));
    const renameAndWrite: typeof renameSync = (from, to) => {
      renameSync(from, to);
      writeFileSync(path, 'first');
    };
    expect(rotate({}, { ...systemFs, renameSync: renameAndWrite })).toEqual([{ path, rotated: true }]);
    expect(readFileSync(path, 'utf8')).toBe('first');
  });

  it('reports that the new log could not be made', () => {
    const { path, rotate } = logFolder();
    writeFileSync(path, full('a'));
    const openSyncNever: typeof openSync = () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    expect(rotate({}, { ...systemFs, openSync: openSyncNever })).toEqual([
      { path, rotated: false, error: 'ENOSPC' },
    ]);
  });

  it('refuses a path that is not absolute', () => {
    expect(() => planRotation([{ path: 'app.log', maxSizeMB: 1, maxFiles: 2 }])).toThrow(
      expect.objectContaining({ code: 'LOG_PATH' }),
    );
  });

  it.each([
    ['/l/app.log', '/l/app.1.log', 'linux'],
    ['/l/app', '/l/app.1', 'linux'],
    ['/l/.log', '/l/.log.1', 'linux'],
    ['/l.d/a.b.log', '/l.d/a.b.1.log', 'linux'],
    ['C:\\l.d\\app', 'C:\\l.d\\app.1', 'win32'],
  ] as const)('calls the first file rotated from %s %s', (path, expected, platform) => {
    expect(rotatedName(path, 1, platform)).toBe(expected);
  });
});
