import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prettier } from '../../src/tools/prettier.js';
import { invoke, plainEnv, tempDir } from '../kit/invoke.js';
import { runner } from '../kit/runner.js';
import { workspaceTool } from '../kit/workspaceTool.js';

const neat = 'const a = 1;\n';

describe.skipIf(process.platform === 'win32')('the real prettier', () => {
  const format = (cwd: string, payload: Record<string, unknown>) =>
    invoke(prettier, 'formatting', {
      payload,
      context: { run: runner, executable: workspaceTool(tempDir(), 'prettier'), cwd, env: plainEnv() },
    });

  function project(): string {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'neat.js'), neat);
    writeFileSync(join(cwd, '!messy [1].js'), 'const   a=1\n');
    return cwd;
  }

  const files = ['neat.js', '!messy [1].js'];

  it('formats in place and tells which files changed', async () => {
    const cwd = project();
    const result = await format(cwd, { files });
    expect(result).toMatchObject({
      success: true,
      content: {
        files_modified: ['!messy [1].js'],
        files_created: [],
        lines_added: 1,
        lines_removed: 1,
        exit_code: 0,
      },
    });
    expect(readFileSync(join(cwd, '!messy [1].js'), 'utf8')).toBe(neat);
  });

  it('only checks when asked to', async () => {
    const cwd = project();
    const result = await format(cwd, { files, check: true });
    expect(result).toMatchObject({
      success: true,
      content: { formatted: false, files_unformatted: ['!messy [1].js'], files_modified: [], exit_code: 1 },
    });
    expect(readFileSync(join(cwd, '!messy [1].js'), 'utf8')).toBe('const   a=1\n');
    expect(await format(cwd, { files: ['neat.js'], check: true })).toMatchObject({
      content: { formatted: true },
    });
  });

  it('fails on a syntax error, naming the file', async () => {
    const cwd = project();
    writeFileSync(join(cwd, 'bad.js'), 'const = {');
    const result = await format(cwd, { files: ['bad.js'] });
    expect(result).toMatchObject({ success: false, content: { error_reason: 'tool_error', exit_code: 2 } });
    expect(result.message).toContain('bad.js');
  });

  it('refuses what it does not format', async () => {
    const cwd = project();
    writeFileSync(join(cwd, 'a.py'), '');
    expect((await format(cwd, { files: ['a.py'] })).message).toBe(
      "File 'a.py' is of a kind it does not handle.",
    );
  });
});
