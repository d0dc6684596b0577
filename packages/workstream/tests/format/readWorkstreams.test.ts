import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readWorkstreams, validateWorkstreams, workstreamDirectory } from '../../src/index.js';
import { tempDir } from '../support/tempDir.js';
import { record } from '../support/workstreams.js';

function read(content: unknown, options = {}) {
  const file = join(tempDir(), 'ws.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return { file, ...readWorkstreams(file, options) };
}

describe('reading workstream files', () => {
  it('fills in the defaults of the schema', () => {
    const { workstreams, issues, file } = read(record('ws-a', { test_gates: [{ type: 'GATE_LINT' }] }));
    expect(issues).toEqual([]);
    expect(workstreams).toEqual([
      {
        ...record('ws-a'),
        files_create: [],
        acceptance_tests: [],
        depends_on: [],
        parallel_ok: true,
        kind: 'impl',
        priority: 'foreground',
        compensation_actions: [],
        test_gates: [{ type: 'GATE_LINT', required: true, blocking: true }],
        source: { file, line: 1 },
      },
    ]);
  });

  it('reads arrays, comments, a byte order mark, trailing commas, doc_id and _comment keys', () => {
    const body = JSON.stringify(
      [record('ws-a', { doc_id: 'D-1', _comment_why: 'x' }), record('ws-b')],
      null,
      1,
    );
    const { workstreams, issues } = read(
      `\uFEFF# stamped\n/* head\n */\n// line\n${body.replace(/\]$/, ',]')}`,
    );
    expect(issues).toEqual([]);
    expect(workstreams.map(({ id, source }) => [id, source?.line])).toEqual([
      ['ws-a', 6],
      ['ws-b', 21],
    ]);
    expect(workstreams[0]).not.toHaveProperty('doc_id');
  });

  it('reads the json files of a directory, not those below it', () => {
    const directory = tempDir();
    mkdirSync(join(directory, 'old.json'));
    writeFileSync(join(directory, 'old.json', 'c.json'), '{}');
    writeFileSync(join(directory, 'b.json'), JSON.stringify(record('ws-b')));
    writeFileSync(join(directory, 'a.json'), JSON.stringify(record('ws-a')));
    writeFileSync(join(directory, 'notes.txt'), 'x');
    expect(readWorkstreams(directory).workstreams.map(({ id }) => id)).toEqual(['ws-a', 'ws-b']);
  });

  it('warns of an id without its prefix and of unknown keys, naming the nearest one', () => {
    const { workstreams, issues } = read(record('phase-1', { file_scope: [] }));
    expect(workstreams).toHaveLength(1);
    expect(issues).toMatchObject([
      {
        severity: 'warning',
        code: 'id_prefix',
        line: 2,
        hint: 'Call it "ws-phase-1"; other programs refuse it.',
      },
      {
        severity: 'warning',
        code: 'unknown_key',
        line: 13,
        hint: 'It is ignored. Did you mean "files_scope"?',
      },
    ]);
  });

  it.each([
    ['a bundle', { bundle_id: 'B', workstreams: [{ ws_id: 'x' }] }],
    ['a plan of steps', { plan_id: 'P', version: '1', globals: {}, steps: [] }],
    ['a plan of phases', { phase_id: 'PH-1', steps: [] }],
    ['its id is called ws_id', { ws_id: 'x', files_scope: ['a'] }],
    ['a JSON schema', { $schema: 'x', properties: {} }],
  ])('refuses %s with the reason, the file and the line', (reason, document) => {
    const { workstreams, issues, file } = read([record('ws-a'), document]);
    expect(workstreams.map(({ id }) => id)).toEqual(['ws-a']);
    expect(issues).toMatchObject([{ severity: 'error', code: 'alien_shape', file, line: 15 }]);
    expect(issues[0]?.message).toContain(reason);
    expect(issues[0]?.hint).toBeTruthy();
  });

  it.each([
    '{ "id": {{ws_id}} }',
    '{\n "id": {slug}, "tool": 1 }',
    JSON.stringify(record('ws-{slug}')),
    JSON.stringify(record('ws-a', { files_scope: ['src/{{name}}.py'] })),
    '{% for x in y %}{}',
  ])('refuses the template %s', (text) => {
    expect(read(text).issues).toMatchObject([{ severity: 'error', code: 'template' }]);
  });

  it('takes alternatives in a glob for no template', () => {
    expect(read(record('ws-a', { files_scope: ['src/{a,b}.ts'] })).issues).toEqual([]);
  });

  it.each([
    [{ gate: 0 }, 'gate must be a whole number of 1 or more.'],
    [{ gate: 1.5 }, 'gate must be'],
    [{ ccpm_issue: true }, 'ccpm_issue must be'],
    [{ files_scope: [] }, 'files_scope must have at least 1 entry.'],
    [{ files_scope: ['/etc/passwd'] }, 'must be relative'],
    [{ files_scope: ['C:\\x'] }, 'must be relative'],
    [{ files_scope: ['a/../../b'] }, 'must not lead out'],
    [{ files_create: ['.git/hooks/x'] }, "must not name git's own files"],
    [{ files_scope: [' '] }, 'must not be empty'],
    [{ tasks: 'x' }, 'tasks must be an array.'],
    [{ tasks: [1] }, 'tasks entry 1 must be a string.'],
    [{ kind: 'epic' }, 'kind must be one of design'],
    [{ priority: 'high' }, 'priority must be one of'],
    [{ capability: 'code_generatoin' }, 'capability must be one of'],
    [{ capability_payload: { timeout_ms: 5 } }, 'capability_payload.timeout_ms must be'],
    [{ capability_payload: { max_retries: 9 } }, 'capability_payload.max_retries must be'],
    [{ capability_payload: [] }, 'capability_payload must be an object.'],
    [{ circuit_breaker: { max_attempts: 0 } }, 'circuit_breaker.max_attempts must be'],
    [{ test_gates: [{ required: true }] }, 'test_gates entry 1 needs type.'],
    [{ test_gates: [{ type: 'GATE_X' }] }, 'must be one of GATE_LINT'],
    [{ parallel_ok: 'yes' }, 'parallel_ok must be true or false.'],
    [{ max_cost_usd: -1 }, 'max_cost_usd must be'],
    [{ metadata: 1 }, 'metadata must be an object.'],
    [{ id: 'ws-A' }, 'id must be "ws-"'],
    [{ id: '../x' }, 'id must be "ws-"'],
  ])('refuses %j', (own, message) => {
    const { workstreams, issues } = read(record('ws-a', own));
    expect(workstreams).toEqual([]);
    expect(issues.map((issue) => issue.message).join('\n')).toContain(message);
    expect(issues[0]?.severity).toBe('error');
  });

  it('names every missing field', () => {
    const messages = read({ id: 'ws-a' }).issues.map(({ message }) => message);
    expect(messages).toHaveLength(6);
    expect(messages).toContain('The field files_scope is missing.');
  });

  it('accepts capabilities of the user beside those of the schema', () => {
    const own = record('ws-a', { capability: 'documentation' });
    expect(read(own).issues).toHaveLength(1);
    expect(read(own, { capabilities: ['documentation'] }).issues).toEqual([]);
  });

  it.each([
    ['{ "id": "ws-a", }}', 'syntax', 1],
    ['{\n "id" "ws-a"}', 'syntax', 2],
    ['', 'syntax', 1],
    ['"text"', 'schema', 1],
    ['{"id":"ws-a","id":"ws-b"}', 'duplicate_key', 1],
    ['['.repeat(100_000), 'syntax', undefined],
    [' '.repeat(5 * 1024 * 1024 + 1), 'unreadable', undefined],
  ])('says what is wrong with the text %#', (text, code, line) => {
    const { issues } = read(text);
    const found = issues.find((issue) => issue.code === code);
    expect(found).toMatchObject({ severity: 'error', ...(line !== undefined && { line }) });
  });

  it('reports a path that does not exist', () => {
    const missing = join(tempDir(), 'none');
    expect(() => readWorkstreams(missing)).toThrow(expect.objectContaining({ code: 'WORKSTREAM_NOT_FOUND' }));
  });

  it('looks in PIPELINE_WORKSTREAM_DIR, else in workstreams', () => {
    expect(workstreamDirectory({}, '/repo')).toBe(join('/repo', 'workstreams'));
    expect(workstreamDirectory({ PIPELINE_WORKSTREAM_DIR: 'plans' }, '/repo')).toBe(join('/repo', 'plans'));
  });
});

const samples = fileURLToPath(new URL('../../../../../shared/legacy/workstreams', import.meta.url));
if (!existsSync(samples)) console.log('The sample workstreams are not here; their tests are skipped.');

describe.skipIf(!existsSync(samples))('the sample files of the older system', () => {
  it('are accepted, where they are workstreams', () => {
    for (const name of ['example_multi.list-chain-valid.json', 'ws-22.circuit-breaker-doc_id.json']) {
      const { workstreams, issues } = readWorkstreams(join(samples, name));
      expect(validateWorkstreams(workstreams, issues)).toMatchObject({
        ok: true,
        warnings: [],
        overlaps: {},
      });
    }
  });

  it('are refused with a reason, where they are something else', () => {
    const { workstreams, issues } = readWorkstreams(join(samples, 'workstream.schema.v4-head.json'));
    expect(workstreams).toEqual([]);
    expect(issues).toMatchObject([{ code: 'alien_shape' }]);
  });
});
