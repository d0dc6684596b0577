import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPayload } from '../src/checkPayload.js';
import type { SecurityLimits } from '../src/registry.js';
import { useTempDir } from './support/tempDir.js';

const limits: SecurityLimits = {
  allowed_file_patterns: ['*.py', '**/*.md', 'web/*.ts'],
  forbidden_paths: ['/.git/', '/.env', '/build/'],
  max_payload_size_bytes: 500,
  max_file_count: 3,
};

describe('checkPayload', () => {
  const dir = useTempDir();
  const check = (payload: Record<string, unknown>, own: SecurityLimits = limits) =>
    checkPayload(payload, own, { cwd: dir.path, platform: 'linux' });

  it('lets a payload through that keeps to every limit', () => {
    dir.write('a.py');
    expect(check({ prompt: 'x', files: ['a.py', './docs/new.md', 'web/x.ts'] })).toBeUndefined();
  });

  it('counts the bytes of the JSON, not its characters', () => {
    expect(check({ p: 'a'.repeat(400) })).toBeUndefined();
    expect(check({ p: 'ä'.repeat(300) })).toMatchObject({
      reason: 'refused_by_policy',
      message: 'The payload has 608 bytes; security.max_payload_size_bytes allows 500.',
    });
  });

  it('has limits for size and number even when none are configured', () => {
    expect(check({ p: 'a'.repeat(1_048_576) }, {})?.details).toMatchObject({ limit: 1_048_576 });
    expect(check({ files: Array.from({ length: 51 }, () => 'a.py') }, {})?.details).toMatchObject({
      limit: 50,
    });
    expect(check({ files: Array.from({ length: 50 }, () => 'a.anything') }, {})).toBeUndefined();
  });

  it('counts the files of all fields', () => {
    expect(check({ files: ['a.py', 'b.py', 'c.py'], test_path: 'd.py' })?.message).toBe(
      'The payload names 4 files; security.max_file_count allows 3.',
    );
  });

  it.each([['../outside.py'], ['sub/../../outside.py'], ['..']])(
    'refuses %s, which leaves the tree',
    (file) => {
      expect(check({ files: [file] })).toMatchObject({
        reason: 'refused_by_policy',
        details: { file, rule: 'outside_working_tree' },
      });
    },
  );

  it('lets a path go up as far as the repository reaches', () => {
    dir.mkdir('.git');
    dir.write('a.py');
    const cwd = dir.mkdir('sub');
    expect(checkPayload({ files: ['../a.py'] }, limits, { cwd })).toBeUndefined();
    expect(checkPayload({ files: ['../../a.py'] }, limits, { cwd })?.details).toMatchObject({
      rule: 'outside_working_tree',
    });
  });

  it('takes an absolute path, normalised, and holds it against the same rules', () => {
    expect(check({ files: [join(dir.path, 'a.py')] })).toBeUndefined();
    expect(check({ files: ['/elsewhere/x/../a.py'] })).toBeUndefined();
    expect(check({ files: ['/elsewhere/x/../.git/a.py'] })?.details).toMatchObject({
      rule: 'forbidden_paths',
    });
    expect(check({ files: ['/etc/passwd'] })?.details).toMatchObject({ rule: 'allowed_file_patterns' });
  });

  it('names the file and the rule that forbids it', () => {
    expect(check({ files: ['sub/../.env'] })).toEqual({
      reason: 'refused_by_policy',
      message: "File 'sub/../.env' is refused: security.forbidden_paths holds '/.env'.",
      details: { file: 'sub/../.env', rule: 'forbidden_paths' },
    });
  });

  it('does not forbid a project for the folder it lies in', () => {
    const cwd = dir.mkdir('build/project');
    expect(checkPayload({ files: ['a.py'] }, limits, { cwd })).toBeUndefined();
    expect(checkPayload({ files: [join(cwd, 'a.py')] }, limits, { cwd })).toBeUndefined();
  });

  it('sees through a link to what it leads to', () => {
    dir.write('.env', 'KEY=1');
    dir.mkdir('.git');
    symlinkSync(join(dir.path, '.env'), join(dir.path, 'harmless.py'));
    symlinkSync(join(dir.path, '.git'), join(dir.path, 'sources'));
    expect(check({ files: ['harmless.py'] })?.details).toMatchObject({ rule: 'forbidden_paths' });
    expect(check({ files: ['sources/new.py'] })?.details).toMatchObject({ rule: 'forbidden_paths' });
  });

  it('refuses a link out of the tree, a link to another kind of file and a link to nothing', () => {
    dir.write('outside.py');
    const cwd = dir.mkdir('project');
    dir.write('project/notes.txt');
    symlinkSync('../outside.py', join(cwd, 'out.py'));
    symlinkSync('notes.txt', join(cwd, 'kind.py'));
    symlinkSync('nothing', join(cwd, 'gone.py'));
    const rule = (file: string) => checkPayload({ files: [file] }, limits, { cwd })?.details.rule;
    expect(['out.py', 'kind.py', 'gone.py'].map(rule)).toEqual([
      'outside_working_tree',
      'allowed_file_patterns',
      'broken_link',
    ]);
  });

  it.each([['a\nb.py'], ['a\0.py'], ['a\r.py']])(
    'refuses a control character in %j and shows it escaped',
    (file) => {
      const refusal = check({ files: [file] });
      expect(refusal?.details.rule).toBe('control_characters');
      expect(refusal?.message).not.toMatch(/[\0\r\n]/);
    },
  );

  it('has an answer for a name that no file can have', () => {
    expect(check({ files: [`${'x'.repeat(5000)}.py`] }, {})).toBeUndefined();
    expect(check({ files: [`a.py/${'x'.repeat(300)}.exe`] })?.details.rule).toBe('allowed_file_patterns');
  });

  it('lets a name through that begins with a dash', () => {
    expect(check({ files: ['-rf.py'] })).toBeUndefined();
  });

  it('asks no pattern of a directory, and reads pytest node ids', () => {
    dir.mkdir('tests');
    expect(check({ test_path: 'tests' })).toBeUndefined();
    expect(check({ test_path: 'tests/test_a.py::TestA::test_b' })).toBeUndefined();
    expect(check({ files: ['tests/test_a.py::test_b'] })).toBeUndefined();
    expect(check({ files: ['.env::x.py'] })?.details).toMatchObject({ rule: 'forbidden_paths' });
    dir.write('odd.py::name');
    expect(check({ files: ['odd.py::name'] })?.details).toMatchObject({ rule: 'allowed_file_patterns' });
  });

  it('minds the case of names where the file system does', () => {
    const on = (platform: NodeJS.Platform) =>
      checkPayload({ files: ['A.PY'] }, limits, { cwd: dir.path, platform });
    expect(on('linux')?.details).toMatchObject({ rule: 'allowed_file_patterns' });
    expect(on('darwin')).toBeUndefined();
    expect(on('win32')).toBeUndefined();
  });

  it('takes a payload that is no object, or cannot be written, for invalid input', () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    expect(check(circular)).toMatchObject({ reason: 'invalid_input' });
    expect(check([] as unknown as Record<string, unknown>)).toMatchObject({ reason: 'invalid_input' });
    expect(check({ files: [{}] })).toMatchObject({ reason: 'invalid_input', details: { field: 'files' } });
  });
});
