import { describe, expect, it } from 'vitest';
import { parseConfigText } from '../../src/parse/parseConfigText.js';
import { errorOf, issuesOf } from '../support/errorOf.js';

const parse = (value: unknown) => parseConfigText(JSON.stringify(value, null, 1), { file: 'f.json' });
const problem = (value: unknown) =>
  issuesOf(errorOf(() => parse({ version: '1.0.0', ...(value as object) })));

describe('checkConfig', () => {
  it.each([
    [{ registry: 7 }, '/registry', 'Expected an object, found a number.', undefined],
    [
      { audit: { enabled: 'yes' } },
      '/audit/enabled',
      'Expected true or false, found a string.',
      'true or false',
    ],
    [
      { environment: { pipxApps: 'ruff' } },
      '/environment/pipxApps',
      'Expected a list, found a string.',
      'square',
    ],
    [
      { environment: { toolsRoot: 3 } },
      '/environment/toolsRoot',
      'Expected a string, found a number.',
      'double quotes',
    ],
    [
      { environment: { npmGlobal: [null] } },
      '/environment/npmGlobal/0',
      'Expected a string, found null.',
      undefined,
    ],
    [{ version: '1.0' }, '/version', 'Expected a version such as 1.0.0, found "1.0".', undefined],
    [
      { environment: { logging: { level: 'warn' } } },
      '/environment/logging/level',
      'Expected one of debug, info, warning, error; found "warn".',
      undefined,
    ],
    [
      { environment: { logging: { level: 'debgu' } } },
      '/environment/logging/level',
      'found "debgu"',
      'Did you mean "debug"?',
    ],
    [
      { environment: { scanner: { minSizeKB: -1 } } },
      '/environment/scanner/minSizeKB',
      'Expected 0 or more, found -1.',
      undefined,
    ],
    [
      { registry: { defaultTimeoutMs: 1e9 } },
      '/registry/defaultTimeoutMs',
      'Expected 86400000 or less',
      undefined,
    ],
    [
      { registry: { tools: { 'a/b': { detectCommands: [] } } } },
      '/registry/tools/a~1b/detectCommands',
      'at least one entry',
      undefined,
    ],
    [
      { registry: { tools: { a: { secrets: ['A-B'] } } } },
      '/registry/tools/a/secrets/0',
      'Expected a name of letters',
      undefined,
    ],
  ])('says what is wrong with %j', (value, pointer, message, hint) => {
    const [issue] = problem(value);
    expect(issue).toMatchObject({ severity: 'error', file: 'f.json', pointer });
    expect(issue?.message).toContain(message);
    expect(issue?.hint ?? '').toContain(hint ?? '');
  });

  it('collects every problem, and the message shows the first few', () => {
    const error = errorOf(() =>
      parse({ version: '1', registry: { enabled: 1 }, audit: [], environment: 'x', scurity: {} }),
    );
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', exitCode: 2 });
    const issues = issuesOf(error);
    expect(issues.filter(({ severity }) => severity === 'error')).toHaveLength(4);
    expect(issues.filter(({ severity }) => severity === 'warning')).toHaveLength(1);
    expect(error.message).toContain('f.json has 4 invalid settings');
    expect(error.message).toContain('and 1 more');
  });

  it('never shows a long value, which may be a key', () => {
    const error = errorOf(() => parse({ version: 'sk-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }));
    expect(JSON.stringify([error.message, error.details])).not.toContain('sk-aaa');
  });

  it('warns about unknown keys at their place, with the nearest known one, and keeps them', () => {
    const { issues, value } = parse({
      version: '1.0.0',
      enviroment: {},
      registry: { tools: { aider: { adaptorScript: 'x', name: 'A' } } },
      environment: { observability: { logFiles: [{ Path: 'x' }] }, quite_different: 1 },
      doc_id: 'x',
      _comment: 'x',
      workstreams: { 'ws-1': { doc_id: 'y', $comment: '' } },
    });
    expect(issues.map(({ pointer, line, severity, hint }) => [pointer, line, severity, hint])).toEqual([
      ['/enviroment', 3, 'warning', 'Did you mean "environment"?'],
      ['/registry/tools/aider/adaptorScript', 7, 'warning', 'Did you mean "adapterScript"?'],
      ['/environment/observability/logFiles/0/Path', 16, 'warning', 'Did you mean "path"?'],
      ['/environment/quite_different', 20, 'warning', undefined],
    ]);
    expect(value).toHaveProperty('enviroment');
  });

  it('warns about a template nobody filled in and about a missing version', () => {
    const { issues } = parse({ environment: { toolsRoot: '{{ root }}' } });
    expect(issues.map(({ pointer }) => pointer)).toEqual(['/environment/toolsRoot', '']);
  });
});
