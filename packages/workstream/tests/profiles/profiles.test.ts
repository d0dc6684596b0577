import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseToolProfiles, readToolProfiles } from '../../src/index.js';
import {
  expandArguments,
  expandPlaceholders,
  openPlaceholders,
} from '../../src/profiles/expandPlaceholders.js';
import { parseAction } from '../../src/profiles/parseAction.js';
import { splitWords } from '../../src/profiles/splitWords.js';
import { tempDir } from '../support/tempDir.js';

describe('tool profiles', () => {
  it('mean the same with dashes, underscores and capitals, and have defaults', () => {
    const { profiles, warnings } = parseToolProfiles(
      {
        dashed: {
          command: 'a',
          'working-dir': 'x',
          'timeout-sec': 9,
          'success-exit-codes': [0, 5],
          'capture-output': false,
        },
        snake: {
          command: 'a',
          working_dir: 'x',
          timeout_sec: 9,
          success_exit_codes: [0, 5],
          capture_output: false,
        },
        camel: {
          command: 'a',
          workingDir: 'x',
          timeoutSec: 9,
          successExitCodes: [0, 5],
          captureOutput: false,
        },
        plain: { type: 'ai', command: 'a', args: ['x'], env: { A: '1' }, timeout: 7, aim_tool_id: 'aider' },
        doc_id: 'D-1',
      },
      'p.json',
    );
    expect(warnings).toEqual([]);
    const { id: _, ...dashed } = profiles['dashed'] ?? {};
    expect(dashed).toEqual({
      type: 'utility',
      command: 'a',
      args: [],
      env: {},
      workingDir: 'x',
      timeoutSec: 9,
      successExitCodes: [0, 5],
      captureOutput: false,
    });
    expect(profiles['snake']).toEqual({ ...dashed, id: 'snake' });
    expect(profiles['camel']).toEqual({ ...dashed, id: 'camel' });
    expect(profiles['plain']).toMatchObject({
      timeoutSec: 7,
      captureOutput: true,
      successExitCodes: [0],
      aimToolId: 'aider',
    });
    expect(Object.keys(profiles)).toEqual(['dashed', 'snake', 'camel', 'plain']);
  });

  it('are also read from below `tools`, with a warning for what is not understood', () => {
    const { profiles, warnings } = parseToolProfiles(
      { tools: { x: { command: 'a', failure_pattern: 'E' } } },
      'p',
    );
    expect(Object.keys(profiles)).toEqual(['x']);
    expect(warnings).toMatchObject([
      { message: 'The key "failure_pattern" of the profile "x" is unknown and ignored.' },
    ]);
  });

  it.each([
    [[], 'it is not an object'],
    [{ x: {} }, '"x": command must be'],
    [{ x: { command: 'a', args: 'b' } }, 'args must be'],
    [{ x: { command: 'a', env: { A: 1 } } }, 'env must map'],
    [{ x: { command: 'a', timeout: 0 } }, 'timeout_sec must be'],
    [{ x: { command: 'a', success_exit_codes: 0 } }, 'success_exit_codes must be'],
    [{ x: { command: 'a', cwd: 1 } }, 'working_dir must be'],
    [{ '-x': { command: 'a' } }, 'is no name for a profile'],
  ])('are refused when they cannot be used: %j', (document, message) => {
    expect(() => parseToolProfiles(document, 'p.json')).toThrow(message);
  });

  it('are read from files with comments', () => {
    const file = join(tempDir(), 'p.json');
    writeFileSync(file, '// mine\n{ "x": { "command": "a" } }');
    expect(readToolProfiles(file).profiles['x']?.command).toBe('a');
    writeFileSync(file, '{\n "x" 1 }');
    expect(() => readToolProfiles(file)).toThrow(`${file}:2:`);
    expect(() => readToolProfiles(`${file}.none`)).toThrow('ENOENT');
  });

  const sample = fileURLToPath(
    new URL(
      '../../../../../shared/legacy/profiles/tool_profiles.head-mixed-dash-underscore-doc_id.json',
      import.meta.url,
    ),
  );
  it.skipIf(!existsSync(sample))('of the older system are all understood', () => {
    const { profiles, warnings } = readToolProfiles(sample);
    expect(warnings).toEqual([]);
    expect(profiles['pytest']).toMatchObject({ timeoutSec: 600, successExitCodes: [0, 5] });
    expect(profiles['aider']).toMatchObject({ timeoutSec: 1800, aimToolId: 'aider' });
    expect(profiles['doc_id']).toBeUndefined();
  });
});

describe('placeholders', () => {
  it('are filled in once, lists as arguments of their own, unknown ones not at all', () => {
    const values = { a: '{b}', b: 'x', files: ['1', '2'] };
    expect(expandPlaceholders('{a} {files} {toString} {c}', values)).toBe('{b} 1 2 {toString} {c}');
    expect(expandArguments(['{files}', '-{b}', '{toString}'], values)).toEqual([
      '1',
      '2',
      '-x',
      '{toString}',
    ]);
    expect(openPlaceholders(['{a}{c}', '--x={c}', '{ d }', 'import {e} from'], ['a'])).toEqual(['c']);
  });
});

describe('command lines', () => {
  it.each([
    ['a b  c', ['a', 'b', 'c']],
    [`a 'b c' "d \\" e" f\\ g`, ['a', 'b c', 'd " e', 'f g']],
    ['a "" --x=1&2', ['a', '', '--x=1&2']],
  ])('%s', (line, words) => expect(splitWords(line)).toEqual({ words }));

  it.each(['a && b', 'a | b', 'a > b', 'a;b', 'a `b`', 'a $(b)', 'a &', 'a 2>x'])(
    '%s needs a shell',
    (line) => expect(splitWords(line)).toEqual({ problem: 'it needs a shell' }),
  );

  it('must close their quotes', () =>
    expect(splitWords('a "b')).toEqual({ problem: 'a quote is not closed' }));
});

describe('entries of acceptance_tests', () => {
  const { profiles } = parseToolProfiles({ unit: { command: 'x' } }, 'p');
  const kind = (entry: string) => parseAction(entry, { profiles, isCommand: (name) => name === 'mytool' });

  it.each([
    'All directories exist and contain .gitkeep files',
    'router.config.yaml validates against YAML syntax',
    'it works',
    '',
  ])('"%s" is for people', (entry) => expect(kind(entry)).toEqual({ kind: 'description' }));

  it.each([
    ['pytest tests', ['pytest', 'tests']],
    ['mytool go', ['mytool', 'go']],
    ['othertool --check x', ['othertool', '--check', 'x']],
    ['./run.sh now', ['./run.sh', 'now']],
  ])('"%s" is a command', (entry, words) => expect(kind(entry)).toEqual({ kind: 'command', words }));

  it('may name a tool profile', () =>
    expect(kind('unit -x')).toEqual({ kind: 'profile', profile: 'unit', args: ['-x'] }));

  it('cannot be run without a shell they need', () =>
    expect(kind('npm test && npm run x')).toEqual({ kind: 'unusable', problem: 'it needs a shell' }));
});
