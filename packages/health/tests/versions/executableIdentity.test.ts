import {
  chmodSync,
  linkSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { systemFs } from '@aim/core';
import { describe, expect, it } from 'vitest';
import {
  executableIdentity,
  isSameExecutable,
  type IdentityEffects,
} from '../../src/versions/executableIdentity.js';
import { useTempDir } from '../support/tempDir.js';

const tempDir = useTempDir();
const binary = `\u007fELF${'x'.repeat(10_000)}`;

function identityOf(path: string, effects?: IdentityEffects) {
  const identity = executableIdentity(path, effects);
  if (identity === undefined) throw new Error(`${path} has no identity`);
  return identity;
}

/** Looks at a path now, and tells whether it is another program later. */
function watch(path: string): { readonly isSame: () => boolean } {
  const before = identityOf(path);
  return { isSame: () => isSameExecutable(path, before) };
}

/** The real paths of the files that make up an identity. */
const filesOf = (path: string, effects?: IdentityEffects) =>
  executableIdentity(path, effects)?.map(([, state]) => state.replace(/( \d+){5}$/, ''));

describe.skipIf(process.platform === 'win32')('executableIdentity', () => {
  it('stays the same while the file does', () => {
    const file = tempDir().file('tool', binary, 0o755);
    expect(watch(file).isSame()).toBe(true);
  });

  it('is none for a file that does not exist', () => {
    expect(executableIdentity(join(tempDir().path, 'none'))).toBeUndefined();
  });

  it.each([
    ['its content grows', (file: string) => writeFileSync(file, `${binary}y`)],
    ['its time changes', (file: string) => utimesSync(file, 1, 1)],
    [
      'another file takes its place, with the same size and time',
      (file: string) => {
        const { atime, mtime } = statSync(file);
        writeFileSync(`${file}.new`, binary);
        utimesSync(`${file}.new`, atime, mtime);
        renameSync(`${file}.new`, file);
      },
    ],
    [
      'its content is changed in place and its times set back',
      (file: string) => {
        const { atime, mtime } = statSync(file);
        writeFileSync(file, binary.replace('xx', 'yy'));
        utimesSync(file, atime, mtime);
      },
    ],
  ])('changes when %s', (_, change) => {
    const file = tempDir().file('tool', binary, 0o755);
    const { isSame } = watch(file);
    change(file);
    expect(isSame()).toBe(false);
  });

  it('tells the names apart under which one file is several programs', () => {
    const dir = tempDir();
    const file = dir.file('busybox', binary, 0o755);
    for (const name of ['cat', 'dog']) linkSync(file, join(dir.path, name));
    expect(isSameExecutable(join(dir.path, 'dog'), identityOf(join(dir.path, 'cat')))).toBe(false);
  });

  it('changes when a link points elsewhere', () => {
    const dir = tempDir();
    for (const version of ['v1', 'v2']) dir.file(version, binary, 0o755);
    const link = join(dir.path, 'tool');
    symlinkSync('v1', link);
    const { isSame } = watch(link);
    rmSync(link);
    symlinkSync('v2', link);
    expect(isSame()).toBe(false);
  });

  it.each([
    ['by its absolute path', (target: string) => `#!/bin/sh\nexec "${target}" "$@"\n`],
    ['in single quotes', (target: string) => `#!/bin/sh\nexec '${target}' "$@"\n`],
    ['as pnpm does', () => '#!/bin/sh\nexec "$basedir/my tool" "$@"\n'],
    ['through its interpreter', (target: string) => `#!${target}\nprint()\n`],
  ])('of a wrapper changes with the program it names %s', (_, text) => {
    const dir = tempDir();
    const name = text('').startsWith('#!\n') ? 'interpreter' : 'my tool';
    const target = dir.file(name, binary, 0o755);
    const wrapper = dir.file('wrapper', text(target), 0o755);
    const { isSame } = watch(wrapper);
    writeFileSync(target, `${binary}newer`);
    expect(isSame()).toBe(false);
  });

  it('follows a wrapper of a wrapper, and one that names itself', () => {
    const dir = tempDir();
    const target = dir.file('tool', binary, 0o755);
    dir.file('inner', `#!/bin/sh\nexec ${target}\n`, 0o755);
    const outer = dir.file('outer', `#!/bin/sh\n# ${dir.path}/outer\nexec ${dir.path}/inner\n`, 0o755);
    const { isSame } = watch(outer);
    writeFileSync(target, `${binary}newer`);
    expect(isSame()).toBe(false);
  });

  it.each([
    ['appears', (target: string) => writeFileSync(target, binary, { mode: 0o755 })],
    [
      'becomes one',
      (target: string) => {
        writeFileSync(target, binary);
        chmodSync(target, 0o755);
      },
    ],
  ])('changes when a program that a wrapper names %s', (_, make) => {
    const dir = tempDir();
    const target = join(dir.path, 'later');
    const { isSame } = watch(dir.file('wrapper', `#!/bin/sh\n[ -x ${target} ] && exec ${target}\n`, 0o755));
    expect(isSame()).toBe(true);
    make(target);
    expect(isSame()).toBe(false);
  });

  it('changes when a program that a wrapper names disappears, or its link is turned', () => {
    const dir = tempDir();
    for (const version of ['v1', 'v2']) dir.file(`${version}/tool`, binary, 0o755);
    const link = join(dir.path, 'current');
    symlinkSync('v1', link);
    const { isSame } = watch(dir.file('wrapper', `#!/bin/sh\nexec ${link}/tool\n`, 0o755));
    rmSync(link);
    expect(isSame()).toBe(false);
    symlinkSync('v2', link);
    expect(isSame()).toBe(false);
    rmSync(link);
    symlinkSync('v1', link);
    expect(isSame()).toBe(true);
  });

  it('is compared without reading any script', () => {
    const dir = tempDir();
    const target = dir.file('tool', binary, 0o755);
    const wrapper = dir.file('wrapper', `#!/bin/sh\nexec ${target}\n`, 0o755);
    const before = identityOf(wrapper);
    const readFileSync = () => {
      throw new Error('read');
    };
    expect(isSameExecutable(wrapper, before, { fs: { ...systemFs, readFileSync } })).toBe(true);
  });

  it('does not change with a file that a script only writes to', () => {
    const dir = tempDir();
    const log = dir.file('log', 'one\n');
    const script = dir.file('script', `#!/bin/sh\necho started >> '${log}'\n`, 0o755);
    const { isSame } = watch(script);
    writeFileSync(log, 'one\ntwo\n');
    expect(isSame()).toBe(true);
  });

  it('is that of the script alone when what it names cannot be read', () => {
    const script = tempDir().file('script', '#!/no/such/interpreter\n"/no/such/file"\n', 0o755);
    expect(filesOf(script)?.filter((file) => file !== '')).toEqual([realpathSync(script)]);
  });

  it.each([
    ['asdf', '#!/usr/bin/env bash\nexec asdf exec "tool" "$@"\n'],
    ['rbenv', '#!/usr/bin/env bash\nexec "/opt/rbenv/libexec/rbenv" exec "$program" "$@"\n'],
    ['a binary', binary],
  ])('is none for a shim of a version manager: %s', (_, text) => {
    expect(executableIdentity(tempDir().file('shims/tool', text, 0o755))).toBeUndefined();
  });

  it('is none for a link to a dispatcher', () => {
    const dir = tempDir();
    dir.file('volta-shim', binary, 0o755);
    symlinkSync('volta-shim', join(dir.path, 'node'));
    expect(executableIdentity(join(dir.path, 'node'))).toBeUndefined();
  });

  it('of wrappers in a folder named shims that say what they start is theirs and its own', () => {
    const dir = tempDir();
    const target = dir.file('bin/tool', binary, 0o755);
    const shim = dir.file('shims/tool', `#!/bin/sh\nexec '${target}' "$@"\n`, 0o755);
    expect(filesOf(shim)).toEqual([shim, '/bin/sh', target].map((file) => realpathSync(file)));
  });

  describe('of a shim of pyenv', () => {
    function pyenv(): {
      readonly root: string;
      readonly shim: string;
      readonly python: (v: string) => string;
    } {
      const dir = tempDir();
      const root = join(dir.path, 'pyenv');
      dir.file('pyenv/libexec/pyenv', '#!/bin/sh\n', 0o755);
      for (const version of ['3.11.7', '3.12.1'])
        dir.file(`pyenv/versions/${version}/bin/python3`, binary, 0o755);
      dir.file('pyenv/version', '3.11.7\n');
      const shim = dir.file('pyenv/shims/python3', '#!/bin/sh\nexec "/x/pyenv" exec "$program"\n', 0o755);
      return { root, shim, python: (v) => realpathSync(join(root, 'versions', v, 'bin', 'python3')) };
    }
    const identity = (shim: string, effects: { env?: Record<string, string>; cwd?: string } = {}) =>
      filesOf(shim, { env: {}, cwd: '/', ...effects });

    it('is that of the chosen version’s program', () => {
      const { shim, python } = pyenv();
      expect(identity(shim)).toContain(python('3.11.7'));
    });

    it('follows the variable before the nearest file before the general one', () => {
      const { shim, root, python } = pyenv();
      const project = join(root, 'project', 'src');
      mkdirSync(project, { recursive: true });
      writeFileSync(join(root, 'project', '.python-version'), '# ours\n3.12.1\n');
      expect(identity(shim, { cwd: project })).toContain(python('3.12.1'));
      expect(identity(shim, { cwd: project, env: { PYENV_VERSION: '3.11.7' } })).toContain(python('3.11.7'));
      expect(identity(shim, { env: { PYENV_DIR: project } })).toContain(python('3.12.1'));
    });

    it('changes with the choice, and when the shim is no longer pyenv’s', () => {
      const { shim, root } = pyenv();
      const effects = { env: { PYENV_VERSION: '3.12.1' }, cwd: '/' };
      const before = identityOf(shim, effects);
      expect(isSameExecutable(shim, before, effects)).toBe(true);
      expect(isSameExecutable(shim, before, { ...effects, env: { PYENV_VERSION: '3.11.7' } })).toBe(false);
      expect(isSameExecutable(shim, before, { ...effects, env: { PYENV_VERSION: 'system' } })).toBe(false);
      rmSync(join(root, 'libexec', 'pyenv'));
      expect(isSameExecutable(shim, before, effects)).toBe(false);
    });

    it('passes over a version without the program', () => {
      const { shim, root, python } = pyenv();
      mkdirSync(join(root, 'versions', '3.13.0', 'bin'), { recursive: true });
      expect(identity(shim, { env: { PYENV_VERSION: '3.13.0:3.12.1' } })).toContain(python('3.12.1'));
      expect(identity(shim, { env: { PYENV_VERSION: '3.13.0' } })).toBeUndefined();
    });

    it.each(['system', '3.12', '..', '../x', '3.9.9:3.11.7'])('is none for the version %s', (version) => {
      expect(identity(pyenv().shim, { env: { PYENV_VERSION: version } })).toBeUndefined();
    });

    it('is none when no version is chosen', () => {
      const { shim, root } = pyenv();
      rmSync(join(root, 'version'));
      expect(identity(shim)).toBeUndefined();
    });
  });
});
