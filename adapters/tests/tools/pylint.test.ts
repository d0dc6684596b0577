import { describe, expect, it } from 'vitest';
import { pylint } from '../../src/tools/pylint.js';
import { invokeRecorded } from '../kit/invoke.js';

const ask = (output: object) => invokeRecorded(pylint, 'linting', { output });

const message = (type: string, symbol: string) => ({
  type,
  module: 'ok',
  obj: '',
  line: 3,
  column: 0,
  path: 'ok.py',
  symbol,
  message: `About ${symbol}`,
  'message-id': 'X1',
});

describe('pylint', () => {
  it('lints folders through and through', async () => {
    const { start } = await ask({ stdout: '[]' });
    expect(start.args).toEqual(['--output-format=json', '--recursive=y', '--', '.']);
  });

  it('gives its findings with columns counted from 1', async () => {
    const types = ['error', 'warning', 'refactor', 'convention'];
    const { result } = await ask({
      exitCode: 30,
      stdout: JSON.stringify(types.map((type) => message(type, type))),
    });
    expect(result).toMatchObject({ success: true, message: 'found 4 issues in 1 file (1 error)' });
    expect(result.content).toMatchObject({ error_count: 1, warning_count: 1, info_count: 2, exit_code: 30 });
    expect(result.content).toHaveProperty('issues.0', {
      file: 'ok.py',
      line: 3,
      column: 1,
      rule: 'error',
      severity: 'error',
      message: 'About error',
    });
  });

  it('fails when it met something fatal', async () => {
    const { result } = await ask({ exitCode: 1, stdout: JSON.stringify([message('fatal', 'fatal')]) });
    expect(result).toMatchObject({ success: false, message: 'failed with exit code 1: About fatal' });
  });

  it('fails on a usage error', async () => {
    const { result } = await ask({ exitCode: 32, stderr: "The config file nope doesn't exist!" });
    expect(result.message).toBe("failed with exit code 32: The config file nope doesn't exist!");
  });
});
