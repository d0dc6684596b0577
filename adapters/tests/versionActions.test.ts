import { describe, expect, it } from 'vitest';
import { claudeCli } from '../src/tools/claudeCli.js';
import { pylint } from '../src/tools/pylint.js';
import { invoke, invokeRecorded, replay } from './kit/invoke.js';

describe('the version capability', () => {
  it('fails with the first line of the error when the tool fails', async () => {
    const output = { exitCode: 2, stderr: 'cannot load library\nmore' };
    const { result } = await invokeRecorded(pylint, 'version', { output });
    expect(result).toMatchObject({
      success: false,
      message: 'Version check failed: cannot load library',
      content: { exit: 2, version: null, error_reason: 'tool_error' },
    });
  });

  it('succeeds without a number in the output', async () => {
    const { result } = await invokeRecorded(pylint, 'version', { output: { stdout: 'dev build\n' } });
    expect(result).toMatchObject({ success: true, message: 'dev build', content: { version: null } });
  });

  it('asks claude a second way if the first is not understood', async () => {
    const { run, starts } = replay({ exitCode: 1 }, { stdout: '1.0.3 (Claude Code)' });
    const result = await invoke(claudeCli, 'version', { context: { run } });
    expect(starts.map(({ args }) => args)).toEqual([['--version'], ['-v']]);
    expect(result.content).toMatchObject({ version: '1.0.3', attempts: 2 });
  });
});
