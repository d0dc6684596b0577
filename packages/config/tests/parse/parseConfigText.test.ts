import { AimError } from '@aim/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfigText } from '../../src/parse/parseConfigText.js';
import { errorOf, issuesOf } from '../support/errorOf.js';
import { legacyRegistry, legacyRules } from '../support/legacyFixtures.js';

const file = '/etc/aim_config.json';
const parse = (text: string | Uint8Array, name = file) => parseConfigText(text, { file: name });

describe('parseConfigText', () => {
  it('reads comments and a byte order mark', () => {
    const text = '\uFEFF// first\n{ "version": "1.0.0", /* in\n between */ "audit": { "enabled": false } }';
    expect(parse(text).value).toEqual({ version: '1.0.0', audit: { enabled: false } });
    expect(parse(Buffer.from(text)).issues).toEqual([]);
  });

  it('accepts a trailing comma with a warning at its place', () => {
    const { issues } = parse('{\n  "version": "1.0.0",\n  "environment": { "pipxApps": ["a",], },\n}');
    expect(issues.map(({ severity, line, column }) => [severity, line, column])).toEqual([
      ['warning', 3, 36],
      ['warning', 3, 38],
      ['warning', 3, 41],
    ]);
  });

  it('refuses duplicate keys with their place and pointer', () => {
    const error = errorOf(() => parse('{\n "audit": {"enabled": true,\n  "enabled": false}}'));
    expect(error).toMatchObject({ code: 'CONFIG_SYNTAX', exitCode: 2 });
    expect(issuesOf(error)).toEqual([
      expect.objectContaining({ file, line: 3, column: 3, pointer: '/audit/enabled' }),
    ]);
    expect(error.message).toContain(`${file}:3:3 /audit/enabled`);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s anywhere', (key) => {
    const error = errorOf(() => parse(`{"registry":{"tools":{"${key}":{"polluted":true}}}}`));
    expect(error.code).toBe('CONFIG_SYNTAX');
    expect(issuesOf(error)[0]?.pointer).toBe(`/registry/tools/${key}`);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('refuses what is too large, too deep, not UTF-8, empty or no object', () => {
    expect(errorOf(() => parse(new Uint8Array(5 * 1024 * 1024 + 1))).code).toBe('CONFIG_TOO_LARGE');
    expect(errorOf(() => parse(' '.repeat(5 * 1024 * 1024 + 1))).code).toBe('CONFIG_TOO_LARGE');
    const deep = errorOf(() => parse(`{"x":${'['.repeat(100_000)}`));
    expect(deep).toMatchObject({ code: 'CONFIG_TOO_LARGE', exitCode: 2 });
    const latin = Buffer.from('{\n "x": "caf\xe9"}', 'latin1');
    expect(errorOf(() => parse(latin)).message).toContain(`${file}:2:11`);
    expect(errorOf(() => parse(Buffer.from('\uFEFF{}', 'utf16le'))).hint).toContain('UTF-16');
    expect(errorOf(() => parse(' \n')).message).toContain('is empty');
    expect(errorOf(() => parse('[]')).message).toContain('holds no object');
  });

  it('allows 64 levels', () => {
    const text = `{"x":${'['.repeat(63)}${']'.repeat(63)}}`;
    expect(parse(text).value).toHaveProperty('x');
  });

  it.each([
    ['{ "version": {{ version }} }', 'template'],
    ['{\n<<<<<<< HEAD\n"version": "1.0.0"}', 'merge conflict'],
    ["{ 'version': 1 }", 'double quotes'],
    ['{ "audit": { "enabled": True } }', 'JSON knows'],
    ['{ "audit": {', 'ends too early'],
  ])('says what is wrong with %s', (text, hint) => {
    const error = errorOf(() => parse(text));
    expect(error).toMatchObject({ code: 'CONFIG_SYNTAX', exitCode: 2 });
    expect(issuesOf(error).map((issue) => issue.hint)).toContainEqual(expect.stringContaining(hint));
  });

  it('refuses a newer format before anything else', () => {
    const error = errorOf(() => parse('{ "version": "2.0.0", "registry": 7 }'));
    expect(error).toMatchObject({ code: 'CONFIG_TOO_NEW', exitCode: 2 });
    expect(error.message).toContain(`${file}:1:14`);
  });

  it('puts a registry and a rules file into the shape of a configuration', () => {
    const registry = parse(JSON.stringify(legacyRegistry));
    expect(registry.shape).toBe('registry');
    expect(Object.keys(registry.value.registry?.tools ?? {})).toEqual(['jules', 'aider', 'claude-cli']);
    expect(registry.value.doc_id).toBe('DOC-1');
    const rules = parse(JSON.stringify(legacyRules));
    expect(rules.shape).toBe('rules');
    expect(rules.value.registry?.capabilities?.code_generation).toEqual({
      primaryTool: 'jules',
      fallbacks: ['aider', 'claude-cli'],
      loadBalance: false,
      timeout_ms: 61000,
      max_retries: 2,
      context_requirements: { prompt: 'required' },
    });
    expect(rules.value.registry?.capabilities?.refactoring?.fallbacks).toEqual([]);
    expect(rules.value.security?.max_file_count).toBe(7);
  });

  it('takes the first word of a detection command given as a command line', () => {
    const text = JSON.stringify({ tools: { x: { name: 'X', detectCommands: [['x', '--version'], 'y'] } } });
    expect(parse(text).value.registry?.tools?.x?.detectCommands).toEqual(['x', 'y']);
  });

  it('points at the older file as it is written', () => {
    const error = errorOf(() => parse('{\n "capabilities": {\n  "linting": { "primary": 7 } } }'));
    expect(issuesOf(error)).toEqual([
      expect.objectContaining({ line: 3, column: 27, pointer: '/capabilities/linting/primary' }),
    ]);
    const tools = errorOf(() => parse('{"tools": {"x": {"name": 7, "detectCommands": ["x"]}}}'));
    expect(issuesOf(tools)[0]?.pointer).toBe('/tools/x/name');
  });

  it('reads the older YAML file and warns about what has no effect', () => {
    const text = [
      'doc_id: DOC-4',
      'enable_aim: no',
      'enable_audit_logging: on # a comment',
      'audit_log_retention_days: 14',
      'default_timeout_ms: 45000',
      'registry_path: "/opt/registry"',
    ].join('\n');
    const { value, issues, shape } = parse(text, '/etc/aim_config.yaml');
    expect(shape).toBe('yaml');
    expect(value).toMatchObject({
      doc_id: 'DOC-4',
      registry: { enabled: false, defaultTimeoutMs: 45000 },
      audit: { enabled: true, retentionDays: 14 },
      registry_path: '/opt/registry',
    });
    expect(issues.filter((issue) => issue.topic === 'legacy')).toEqual([
      expect.objectContaining({ pointer: '/registry_path', line: 6 }),
    ]);
  });

  it.each([
    ['a: 1\na: 2', 'CONFIG_SYNTAX'],
    ['__proto__: 1', 'CONFIG_SYNTAX'],
    ['- 1', 'CONFIG_SYNTAX'],
    ['a: {{ b }}: [', 'CONFIG_SYNTAX'],
    ['enable_aim: 7', 'CONFIG_INVALID'],
    [`a: ${'['.repeat(70)}${']'.repeat(70)}`, 'CONFIG_TOO_LARGE'],
    [
      `a: &a [1,1,1,1,1,1,1,1]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]`,
      'CONFIG_SYNTAX',
    ],
  ])('refuses the YAML %j', (text, code) => {
    expect(errorOf(() => parse(text, 'aim_config.yml'))).toMatchObject({ code, exitCode: 2 });
  });

  it('finds an error behind any number of warnings', () => {
    const warnings = '[1,],'.repeat(40);
    const text = `{"x": [${warnings} 1], "a": 1, "a": 2}`;
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'CONFIG_SYNTAX' }));
  });

  it.each(['['.repeat(20_000), '- '.repeat(20_000), `${' '.repeat(2000)}a: 1`, 'a: 1\n'.repeat(20_000)])(
    'refuses a YAML text that its library would choke on',
    (text) => {
      expect(() => parse(text, 'x.yaml')).toThrow(expect.objectContaining({ code: 'CONFIG_TOO_LARGE' }));
    },
  );

  it('throws nothing but an AimError, whatever the text', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify({ registry: value, environment: value })),
      fc.uint8Array({ maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom(
          '{',
          '}',
          '[',
          ']',
          '"',
          ',',
          ':',
          '//',
          '/*',
          '*/',
          'a',
          '1',
          '\n',
          '__proto__',
        ),
      }),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom(file, 'x.yaml'), (text, name) => {
        expect(outcome(text, name)).toBeOneOf(['parsed', 'refused']);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('reads valid JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()), (extra) => {
        const text = JSON.stringify({ version: '1.0.0', extra });
        if (/"(?:__proto__|constructor|prototype)":/.test(text)) return;
        expect(parse(text).value).toEqual(JSON.parse(text));
      }),
    );
  });
});

function outcome(text: string | Uint8Array, name: string): unknown {
  try {
    parseConfigText(text, { file: name });
    return 'parsed';
  } catch (error) {
    return error instanceof AimError ? 'refused' : error;
  }
}
