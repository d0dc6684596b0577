import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pytest } from '../../src/tools/pytest.js';
import { invoke, invokeRecorded, tempDir } from '../kit/invoke.js';

function ask(output: object, files: readonly string[] = []) {
  const cwd = tempDir();
  writeFileSync(join(cwd, 'test_x.py'), '');
  return invokeRecorded(pytest, 'testing', { output, payload: { files }, context: { cwd } });
}

describe('pytest', () => {
  it('runs the named files and single tests in them', async () => {
    const { start } = await ask({}, ['test_x.py', 'test_x.py::test_a']);
    expect(start.args).toEqual(['-rfE', '--tb=short', '--color=no', 'test_x.py', 'test_x.py::test_a']);
  });

  it('succeeds when all tests passed', async () => {
    const { result } = await ask({
      stdout: 'took 9 passed in 1s\n===== 3 passed, 1 skipped in 0.04s =====\n',
    });
    expect(result).toMatchObject({
      success: true,
      message: '3 passed',
      content: { passed: 3, failed: 0, errors: 0, skipped: 1, failures: [] },
    });
  });

  it('fails and lists the failures otherwise', async () => {
    const stdout = [
      'FAILED in the captured output of a test',
      '=========== short test summary info ===========',
      'FAILED test_x.py::test_b[a - b] - assert 1 == 2',
      'ERROR test_y.py',
      '2 failed, 1 passed, 1 error in 61.07s (0:01:01)',
    ].join('\n');
    const { result } = await ask({ exitCode: 1, stdout });
    expect(result).toMatchObject({
      success: false,
      message: '2 failed, 1 with errors, 1 passed',
      content: { passed: 1, failed: 2, errors: 1, exit_code: 1, error_reason: 'tool_error' },
    });
    expect(result.content?.failures).toHaveLength(2);
    expect(result.content?.failures).toContainEqual({ test: 'test_y.py', kind: 'error', message: '' });
  });

  it('counts a file that cannot be collected as an error', async () => {
    const { result } = await ask({ exitCode: 2, stdout: '1 error in 0.37s\n' });
    expect(result).toMatchObject({ success: false, message: '0 failed, 1 with errors, 0 passed' });
  });

  it('has nothing against there being no tests', async () => {
    const { result } = await ask({ exitCode: 5, stdout: 'no tests ran in 0.00s\n' });
    expect(result).toMatchObject({ success: true, message: 'found no tests' });
  });

  it('says what went wrong when it could not run', async () => {
    const { result } = await ask({ exitCode: 4, stderr: 'ERROR: bad option\n' });
    expect(result.message).toBe('failed with exit code 4: ERROR: bad option');
  });

  it('leaves tests in other languages to other tools', async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'a.test.js'), '');
    const result = await invoke(pytest, 'testing', { payload: { files: ['a.test.js'] }, context: { cwd } });
    expect(result.message).toBe("File 'a.test.js' is of a kind it does not handle.");
  });
});
