import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eslint } from '../../src/tools/eslint.js';
import { invoke, invokeRecorded, plainEnv, tempDir } from '../kit/invoke.js';
import { runner } from '../kit/runner.js';
import { workspaceTool } from '../kit/workspaceTool.js';

const config = 'export default [{ rules: { "no-unused-vars": "error", "prefer-const": "warn" } }];\n';

function project(files: Record<string, string>): string {
  const cwd = tempDir();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return cwd;
}

describe('eslint', () => {
  it('reads a recorded report', async () => {
    const messages = [
      { ruleId: 'prefer-const', severity: 1, message: 'Use const', line: 2, column: 5 },
      { ruleId: null, fatal: true, severity: 2, message: 'Parsing error: x' },
    ];
    const stdout = JSON.stringify([{ filePath: '/elsewhere/a.js', messages }]);
    const { result, start } = await invokeRecorded(eslint, 'linting', { output: { exitCode: 1, stdout } });
    expect(start.args).toEqual(['--format', 'json', '--no-color', '--', '.']);
    expect(result.content?.issues).toEqual([
      {
        file: '/elsewhere/a.js',
        line: 2,
        column: 5,
        rule: 'prefer-const',
        severity: 'warning',
        message: 'Use const',
      },
      {
        file: '/elsewhere/a.js',
        line: 0,
        column: 0,
        rule: '',
        severity: 'error',
        message: 'Parsing error: x',
      },
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('the real eslint', () => {
  const lint = (cwd: string, files?: readonly string[]) =>
    invoke(eslint, 'linting', {
      payload: files ? { files } : {},
      context: { run: runner, executable: workspaceTool(tempDir(), 'eslint'), cwd, env: plainEnv() },
    });

  it('finds what is there, in a file whose name looks like an option, and changes nothing', async () => {
    const source = 'let a = 1;\nconsole.log(a);\nconst b = 2;\n';
    const cwd = project({ 'eslint.config.mjs': config, '-fix.js': source });
    const result = await lint(cwd, ['-fix.js']);
    expect(result).toMatchObject({
      success: true,
      message: 'found 2 issues in 1 file (1 error)',
      content: { error_count: 1, warning_count: 1, exit_code: 1 },
    });
    expect(result.content?.issues).toMatchObject([
      { file: '-fix.js', line: 1, rule: 'prefer-const', severity: 'warning' },
      { file: '-fix.js', line: 3, rule: 'no-unused-vars', severity: 'error' },
    ]);
    expect(readFileSync(join(cwd, '-fix.js'), 'utf8')).toBe(source);
  });

  it('lints the folder when no files are named', async () => {
    const cwd = project({ 'eslint.config.mjs': config });
    mkdirSync(join(cwd, 'sub'));
    writeFileSync(join(cwd, 'sub', 'c.js'), 'const c = 2;\n');
    const result = await lint(cwd);
    expect(result.content?.issues).toMatchObject([{ file: join('sub', 'c.js'), rule: 'no-unused-vars' }]);
  });

  it('fails without a configuration and on files the configuration leaves out', async () => {
    const bare = await lint(project({ 'a.js': '' }), ['a.js']);
    expect(bare).toMatchObject({ success: false, content: { error_reason: 'tool_error', exit_code: 2 } });
    expect(bare.message).toContain("couldn't find an eslint.config");
    const uncovered = await lint(project({ 'eslint.config.mjs': config, 'a.ts': '' }), ['a.ts']);
    expect(uncovered.success).toBe(false);
    expect(uncovered.message).toContain('its configuration covers none of these files');
  });
});
