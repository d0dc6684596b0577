import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruff } from '../../src/tools/ruff.js';
import { invoke, invokeRecorded, tempDir } from '../kit/invoke.js';

function folder(): string {
  const cwd = tempDir();
  for (const file of ['a.py', '-b.py', 'c.js']) writeFileSync(join(cwd, file), 'x\n');
  return cwd;
}

const ask = (capability: string, output: object, payload: Record<string, unknown> = {}, cwd = folder()) =>
  invokeRecorded(ruff, capability, { output, payload, context: { cwd } });

const finding = (cwd: string, code: string | null) => ({
  cell: null,
  code,
  filename: join(cwd, 'a.py'),
  location: { column: 8, row: 2 },
  message: '`os` imported but unused',
  severity: code === 'F401' ? 'error' : 'warning',
});

describe('ruff linting', () => {
  it('lints the named files, or the working directory, and fixes nothing', async () => {
    const named = await ask('linting', { stdout: '[]' }, { files: ['a.py', '-b.py'] });
    expect(named.start.args).toEqual(['check', '--output-format=json', '--no-fix', '--', 'a.py', './-b.py']);
    const all = await ask('linting', { stdout: '[]' });
    expect(all.start.args.slice(-2)).toEqual(['--', '.']);
    expect(all.result).toMatchObject({
      success: true,
      message: 'found no issues',
      content: { issue_count: 0 },
    });
  });

  it('gives its findings as a result', async () => {
    const cwd = folder();
    const stdout = JSON.stringify([finding(cwd, 'F401'), finding(cwd, null)]);
    const { result } = await ask('linting', { exitCode: 1, stdout }, {}, cwd);
    expect(result).toMatchObject({ success: true, message: 'found 2 issues in 1 file (1 error)' });
    expect(result.content).toMatchObject({
      exit_code: 1,
      issue_count: 2,
      error_count: 1,
      warning_count: 1,
      info_count: 0,
    });
    const place = { file: 'a.py', line: 2, column: 8, message: '`os` imported but unused' };
    expect(result.content?.issues).toEqual([
      { ...place, rule: 'F401', severity: 'error' },
      { ...place, rule: '', severity: 'warning' },
    ]);
  });

  it.each([
    [
      { exitCode: 2, stderr: 'error: invalid configuration' },
      'failed with exit code 2: error: invalid configuration',
    ],
    [{ exitCode: 0, stdout: '' }, 'failed with exit code 0: it printed no report'],
    [
      { exitCode: 1, stdout: 'cut"}]', stdoutTruncated: true },
      'failed with exit code 1 (its report was too long to keep): cut"}]',
    ],
  ])('fails without a report: %j', async (output, message) => {
    const { result } = await ask('linting', output);
    expect(result).toMatchObject({ success: false, message, content: { error_reason: 'tool_error' } });
  });

  it('refuses files it does not handle or that are not there, naming them, before it is started', async () => {
    const context = { cwd: folder() };
    const other = await invoke(ruff, 'linting', { payload: { files: ['a.py', 'c.js'] }, context });
    expect(other).toMatchObject({ success: false, content: { error_reason: 'tool_error' } });
    expect(other.message).toBe("File 'c.js' is of a kind it does not handle.");
    const missing = await invoke(ruff, 'formatting', { payload: { files: ['d.py'] }, context });
    expect(missing.message).toBe("File 'd.py' does not exist.");
  });
});

describe('ruff formatting', () => {
  it('formats in place, or only checks', async () => {
    const write = await ask('formatting', { stdout: '1 file reformatted' }, { files: ['a.py'] });
    expect(write.start.args).toEqual(['format', '--', 'a.py']);
    expect(write.result).toMatchObject({ success: true, message: 'formatted a.py' });
    const check = await ask('formatting', {}, { files: ['a.py'], check: true });
    expect(check.start.args).toEqual(['format', '--check', '--', 'a.py']);
    expect(check.result.content).toMatchObject({ formatted: true, files_unformatted: [] });
  });

  it('names unformatted files in both shapes of its output', async () => {
    const stdout =
      'Would reformat: a b.py\nunformatted: File would be reformatted\n --> c.py:2:3\n  |\n1 file would be reformatted\n';
    const { result } = await ask('formatting', { exitCode: 1, stdout }, { files: ['a.py'], check: true });
    expect(result).toMatchObject({
      success: true,
      message: 'not formatted: a b.py, c.py',
      content: { formatted: false, files_unformatted: ['a b.py', 'c.py'] },
    });
    const silent = await ask('formatting', { exitCode: 1 }, { files: ['a.py'], check: true });
    expect(silent.result.message).toBe('some files are not formatted');
  });

  it('asks for files', async () => {
    const result = await invoke(ruff, 'formatting', { context: { cwd: folder() } });
    expect(result.message).toBe('The payload names no files to format.');
  });
});
