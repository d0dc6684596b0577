import { describe, expect, it } from 'vitest';
import { isExecutableFile } from '../src/isExecutableFile.js';
import { useTempDir } from './support/tempDir.js';

const tempDir = useTempDir();

describe('isExecutableFile', () => {
  it.skipIf(process.platform === 'win32')('asks for the execute bit', () => {
    const { file } = tempDir();
    expect(isExecutableFile(file('yes', '', 0o700))).toBe(true);
    expect(isExecutableFile(file('no', '', 0o600))).toBe(false);
  });

  it('counts every regular file on Windows', () => {
    const { path, file } = tempDir();
    expect(isExecutableFile(file('x.exe', '', 0o600), 'win32')).toBe(true);
    expect(isExecutableFile(path, 'win32')).toBe(false);
  });

  it('answers no for what cannot be looked at', () => {
    const { path, file } = tempDir();
    expect(isExecutableFile(`${file('plain', '')}/below`)).toBe(false);
    expect(isExecutableFile(`${path}/absent`)).toBe(false);
    expect(isExecutableFile(`${path}/${'x'.repeat(5000)}`)).toBe(false);
    expect(isExecutableFile('nul\0')).toBe(false);
  });
});
