import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listCommandCandidates } from '../src/listCommandCandidates.js';
import { useTempDir } from './support/tempDir.js';

const tempDir = useTempDir();

describe.skipIf(process.platform === 'win32')('listCommandCandidates', () => {
  it('lists every executable file of that name in the order of PATH, each once', () => {
    const { path, file } = tempDir();
    const first = file('one/tool', '', 0o755);
    const second = file('two/tool', '', 0o755);
    file('three/tool', 'no execute bit', 0o644);
    mkdirSync(join(path, 'four/tool'), { recursive: true });
    const PATH = ['two', 'three', 'four', 'absent', 'one', 'two'].map((name) => join(path, name)).join(':');
    expect(listCommandCandidates('tool', { env: { PATH } })).toEqual([second, first]);
  });

  it('follows symbolic links and leaves broken ones out', () => {
    const { path, file } = tempDir();
    const real = file('real/program', '', 0o755);
    mkdirSync(join(path, 'bin'));
    symlinkSync(real, join(path, 'bin/tool'));
    symlinkSync(join(path, 'absent'), join(path, 'bin/broken'));
    symlinkSync(join(path, 'bin/loop'), join(path, 'bin/loop'));
    const env = { PATH: join(path, 'bin') };
    expect(listCommandCandidates('tool', { env })).toEqual([join(path, 'bin/tool')]);
    expect(listCommandCandidates('broken', { env })).toEqual([]);
    expect(listCommandCandidates('loop', { env })).toEqual([]);
  });
});
