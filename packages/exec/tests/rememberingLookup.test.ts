import { describe, expect, it } from 'vitest';
import { listCommandCandidates } from '../src/listCommandCandidates.js';
import { rememberingLookup } from '../src/rememberingLookup.js';
import { resolveCommand } from '../src/resolveCommand.js';
import { useTempDir } from './support/tempDir.js';

const tempDir = useTempDir();

describe('rememberingLookup', () => {
  it('looks at each file once', () => {
    const looked: string[] = [];
    const lookup = rememberingLookup({
      env: { PATH: '/a:/b' },
      platform: 'linux',
      isExecutable: (path) => looked.push(path) > 0 && path.startsWith('/b'),
    });
    expect(resolveCommand('tool', lookup)).toBe('/b/tool');
    expect(listCommandCandidates('tool', lookup)).toEqual(['/b/tool']);
    expect(looked).toEqual(['/a/tool', '/b/tool']);
  });

  it.skipIf(process.platform === 'win32')('asks the file system by itself', () => {
    const file = tempDir().file('tool', '#!/bin/sh\n', 0o755);
    expect(resolveCommand(file, rememberingLookup())).toBe(file);
    expect(resolveCommand(`${file}-2`, rememberingLookup())).toBeUndefined();
  });
});
