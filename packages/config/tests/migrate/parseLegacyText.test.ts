import { describe, expect, it } from 'vitest';
import { parseLegacyText } from '../../src/index.js';
import { errorOf, issuesOf } from '../support/errorOf.js';
import { expectedKinds, legacyFiles } from './support/legacyFiles.js';

const parse = (file: string, text: string | Uint8Array) => parseLegacyText(text, { file });
const registry = '{"tools": {"aider": {"name": "Aider", "detectCommands": ["aider"]}}}';

describe('parseLegacyText', () => {
  it.each(Object.entries(expectedKinds))('knows %s as %s', (file, kind) => {
    const { shape, version } = parse(file, legacyFiles[file] ?? '');
    expect(`${shape} ${version}`).toBe(kind);
  });

  it('knows a file by its content, whatever its name', () => {
    expect(parse('backup.json', legacyFiles['toolstack.v1.json'] ?? '').shape).toBe('toolstack');
    expect(parse('a.json', legacyFiles['tool_profiles.snake.json'] ?? '').shape).toBe('tool-profiles');
    expect(parse('b.yml', legacyFiles['invoke.yaml'] ?? '').shape).toBe('invoke');
    expect(parse('c.json', '{"tools": {"x": {"command": "x"}}}').shape).toBe('invoke');
  });

  it('reads comments, a byte order mark, trailing commas, stamps and extra keys', () => {
    const text = `\uFEFF/* DOC */\n# DOC_LINK: DOC-7\nDOC_ID: DOC-8\n{\n  // tools\n  "tools": ${registry.slice(10, -1)},\n  "doc_id": "D", "x": 1,\n}`;
    const document = parse('AIM_registry.json', Buffer.from(text));
    expect(document.value).toMatchObject({ doc_ids: { 'AIM_registry.json': 'D' }, x: 1 });
    expect(document.warnings.map(({ message }) => message)).toEqual(['A comma follows the last entry.']);
  });

  it('takes the keys of a toolstack.config.json in any case', () => {
    const { value } = parse(
      't.json',
      '{"toolsroot": "C:\\\\T", "pipxapps": ["ruff"], "pins": {"npm": {"a": "1"}}}',
    );
    expect(value).toEqual({
      environment: { toolsRoot: 'C:\\T', pipxApps: ['ruff'], versionPins: { npm: { a: '1' } } },
    });
  });

  it('looks up the first word of a detection command line, and keeps the line', () => {
    const { value } = parse('AIM_registry.json', legacyFiles['AIM_registry.v1.json'] ?? '');
    expect(value).toMatchObject({
      registry: {
        tools: {
          pooled: {
            detectCommands: ['pooled', 'pooled'],
            detectCommandLines: [['pooled', '--serve', '--quiet']],
          },
        },
      },
    });
  });

  it('takes a rule without fallbacks for the whole order', () => {
    const { value } = parse('r.json', '{"capabilities": {"linting": {"primary": "ruff"}}}');
    expect(value).toEqual({
      registry: { capabilities: { linting: { primaryTool: 'ruff', fallbacks: [] } } },
    });
  });

  it('keeps what stands beside the profiles, and is none, under its own name', () => {
    const text = '{"ruff": {"command": "ruff"}, "owner": {"team": "tools"}, "list": [1, 2], "doc_id": "D"}';
    expect(parse('tool_profiles.json', text).value).toEqual({
      toolProfiles: { ruff: { command: 'ruff' } },
      owner: { team: 'tools' },
      list: [1, 2],
      doc_ids: { 'tool_profiles.json': 'D' },
    });
  });

  it('leaves braces in the arguments of a tool alone', () => {
    const text = '{"docker": {"command": "docker", "args": ["ps", "--format", "{{.Names}}"]}}';
    expect(parse('tool_profiles.json', text).value).toMatchObject({
      toolProfiles: { docker: { command: 'docker' } },
    });
  });

  it('warns of keys in plain text', () => {
    const text = '{"a": {\n "command": "a", "env": {\n  "OPENAI_API_KEY": "sk-123", "MODE": "x"}}}';
    const { warnings } = parse('tool_profiles.json', text);
    expect(warnings).toMatchObject([{ pointer: '/a/env/OPENAI_API_KEY', line: 3 }]);
    expect(JSON.stringify(warnings)).not.toContain('sk-123');
  });

  it.each([
    [
      'a template',
      'toolstack.config.json',
      '{\n  "ToolsRoot": {{ root }}\n}',
      'CONFIG_SYNTAX',
      2,
      'template',
    ],
    [
      'a template in quotes',
      'toolstack.config.json',
      '{\n  "ToolsRoot": "{{ root }}"}',
      'CONFIG_INVALID',
      2,
      'double braces',
    ],
    [
      'a value of the wrong kind',
      'toolstack.config.json',
      '{"ToolsRoot": "C:",\n "PipxApps": "ruff"}',
      'CONFIG_INVALID',
      2,
      'square brackets',
    ],
    [
      'a list in the place of an object',
      'toolstack.config.json',
      '{"ToolsRoot": "C:",\n"Pins": []}',
      'CONFIG_INVALID',
      2,
      'Correct',
    ],
    [
      'a wrong value deep inside',
      'toolstack.config.json',
      '{"ToolsRoot": "C:", "Observability": {"LogFiles": [\n{"MaxFiles": "5"}]}}',
      'CONFIG_INVALID',
      2,
      'quotes',
    ],
    [
      'a duplicate key',
      'toolstack.config.json',
      '{"ToolsRoot": "C:",\n"ToolsRoot": "D:"}',
      'CONFIG_SYNTAX',
      2,
      'one of the two',
    ],
    [
      'a truncated file',
      'toolstack.config.json',
      '{"ToolsRoot": "C:",\n"Pins": {',
      'CONFIG_SYNTAX',
      2,
      'ends too early',
    ],
    [
      'a key that reaches a prototype',
      'toolstack.config.json',
      '{"ToolsRoot": "C:",\n"__proto__": {}}',
      'CONFIG_SYNTAX',
      2,
      'Rename',
    ],
    [
      'a toolstack without its root',
      'toolstack.config.json',
      '{"PipxApps": []}',
      'CONFIG_INVALID',
      1,
      'ToolsRoot',
    ],
    [
      'a registry without tools',
      'AIM_registry.json',
      '{\n"crossToolRulesPath": ""}',
      'CONFIG_INVALID',
      1,
      'tools',
    ],
    [
      'a tool without a name',
      'AIM_registry.json',
      '{"tools": {\n"aider": {"detectCommands": ["aider"]}}}',
      'CONFIG_INVALID',
      2,
      'name',
    ],
    [
      'a tool that cannot be detected',
      'AIM_registry.json',
      '{"tools": {\n"a": {"name": "A"}}}',
      'CONFIG_INVALID',
      2,
      'detectCommands',
    ],
    [
      'an empty list of detection commands',
      'AIM_registry.json',
      '{"tools": {"a": {"name": "A",\n"detectCommands": []}}}',
      'CONFIG_INVALID',
      2,
      'Correct',
    ],
    [
      'a rule without a primary tool',
      'AIM_coordination-rules.json',
      '{"capabilities": {\n"x": {"fallback": []}}}',
      'CONFIG_INVALID',
      2,
      'primary',
    ],
    [
      'a configuration without a version',
      'aim_config.json',
      '{"registry": {"tools": {}}}',
      'CONFIG_INVALID',
      1,
      'version',
    ],
    [
      'a configuration without an environment',
      'aim_config.json',
      '{"version": "1.0.0", "registry": {"tools": {}}}',
      'CONFIG_INVALID',
      1,
      'environment',
    ],
    [
      'a configured tool that can do nothing',
      'aim_config.json',
      '{"version": "1.0.0", "environment": {}, "registry": {"tools": {"a": {"name": "A",\n"detectCommands": ["a"]}}}}',
      'CONFIG_INVALID',
      1,
      'capabilities',
    ],
    [
      'a configured tool with an empty list of what it can do',
      'aim_config.json',
      '{"version": "1.0.0", "environment": {}, "registry": {"tools": {"a": {"name": "A", "detectCommands": ["a"],\n"capabilities": []}}}}',
      'CONFIG_INVALID',
      2,
      'Correct',
    ],
    [
      'a text in the place of a group whose settings move apart',
      'toolstack.config.json',
      '{"ToolsRoot": "C:",\n"Secrets": "vault.json"}',
      'CONFIG_INVALID',
      2,
      'Correct',
    ],
    ['an empty root', 'toolstack.config.json', '{\n"toolsRoot": ""}', 'CONFIG_INVALID', 2, 'folder'],
    [
      'a switch where YAML has a group',
      'invoke.yaml',
      'tools: {}\naim: true\n',
      'CONFIG_INVALID',
      2,
      'Correct',
    ],
    [
      'a key that is a template',
      'AIM_registry.json',
      '{"tools": {\n"{{TOOL}}": {"name": "A", "detectCommands": ["a"]}}}',
      'CONFIG_INVALID',
      2,
      'double braces',
    ],
    [
      'a configuration without tools',
      'aim_config.json',
      '{"version": "1.0.0", "environment": {},\n"registry": {}}',
      'CONFIG_INVALID',
      2,
      'tools',
    ],
    [
      'a newer format',
      'aim_config.json',
      '{"registry": {"tools": {}},\n"version": "2.0.0"}',
      'CONFIG_TOO_NEW',
      2,
      'Update',
    ],
    [
      'a profile without a command',
      'tool_profiles.json',
      '{"a": {"command": "a"},\n"b": {"timeout-sec": 3}}',
      'CONFIG_INVALID',
      2,
      'command',
    ],
    [
      'a timeout that is no number',
      'invoke.yaml',
      'tools:\n  a:\n    command: a\n    timeout: soon\n',
      'CONFIG_INVALID',
      4,
      'plain number',
    ],
    [
      'a timeout in quotes',
      'invoke.yaml',
      'tools:\n  a:\n    command: a\n    timeout: "60"\n',
      'CONFIG_INVALID',
      4,
      'quotes',
    ],
    [
      'a second YAML document',
      'aim_config.yaml',
      'enable_aim: true\n---\nenable_aim: false\n',
      'CONFIG_SYNTAX',
      2,
      '',
    ],
    [
      'a duplicate key in YAML',
      'aim_config.yaml',
      'enable_aim: true\nenable_aim: false\n',
      'CONFIG_SYNTAX',
      2,
      '',
    ],
    ['a template in YAML', 'aim_config.yaml', 'enable_aim: {{ enable }}\n', 'CONFIG_SYNTAX', 1, 'template'],
    ['an empty file', 'aim_config.yaml', '\n', 'CONFIG_SYNTAX', 1, 'Restore'],
    [
      'a file of another kind',
      'package.json',
      '{"name": "x"}',
      'MIGRATION_SHAPE',
      1,
      'toolstack.config.json',
    ],
    ['a list', 'toolstack.config.json', '[]', 'MIGRATION_SHAPE', 1, 'toolstack.config.json'],
  ])('refuses %s with its place and what to do', (_, file, text, code, line, hint) => {
    const error = errorOf(() => parse(file, text));
    expect(error.code).toBe(code);
    expect(error.message).toContain(file);
    expect(error.hint ?? '').toContain(hint);
    expect(error.exitCode).toBe(2);
    const [issue] = issuesOf(error);
    if (issue) expect(issue).toMatchObject({ file, line, severity: 'error' });
    else expect(error.message).toMatch(new RegExp(`:${line}:\\d+`));
  });

  it('says that UTF-16 is not UTF-8', () => {
    const error = errorOf(() =>
      parse('toolstack.config.json', Buffer.from('\uFEFF{"ToolsRoot": ""}', 'utf16le')),
    );
    expect(error.hint).toContain('UTF-16');
  });
});
