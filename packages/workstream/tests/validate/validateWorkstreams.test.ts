import { describe, expect, it } from 'vitest';
import { requireValid, validateWorkstreams } from '../../src/index.js';
import { workstream } from '../support/workstreams.js';

describe('validating workstreams', () => {
  it('finds nothing wrong with workstreams that keep apart', () => {
    expect(validateWorkstreams([workstream('ws-a'), workstream('ws-b', { depends_on: ['ws-a'] })])).toEqual({
      bundle_count: 2,
      overlaps: {},
      ok: true,
      errors: [],
      warnings: [],
      conflicts: [],
    });
  });

  it('reports ids that are there twice, with both places', () => {
    const first = workstream('ws-a', { source: { file: 'a.json', line: 1 } });
    const second = workstream('ws-a', { source: { file: 'b.json', line: 7 } });
    expect(validateWorkstreams([first, second]).errors).toMatchObject([
      {
        code: 'duplicate_id',
        file: 'b.json',
        line: 7,
        message: 'The id "ws-a" is used twice (first in a.json:1).',
      },
    ]);
  });

  it('reports dependencies that do not exist, naming the nearest id', () => {
    const list = [workstream('ws-core'), workstream('ws-b', { depends_on: ['ws-cora'] })];
    expect(validateWorkstreams(list).errors).toMatchObject([
      { code: 'missing_dependency', workstream: 'ws-b', hint: 'Did you mean "ws-core"?' },
    ]);
  });

  it('does not report a dependency whose own file could not be read', () => {
    const broken = { severity: 'error', code: 'schema', message: 'x', workstream: 'ws-a' } as const;
    const { errors } = validateWorkstreams([workstream('ws-b', { depends_on: ['ws-a'] })], [broken]);
    expect(errors).toEqual([broken]);
  });

  it('shows circles of dependencies as paths, each of them', () => {
    const list = [
      workstream('ws-a', { depends_on: ['ws-b'] }),
      workstream('ws-b', { depends_on: ['ws-c'] }),
      workstream('ws-c', { depends_on: ['ws-a'] }),
      workstream('ws-d', { depends_on: ['ws-d'] }),
      workstream('ws-e', { depends_on: ['ws-a'] }),
    ];
    const messages = validateWorkstreams(list).errors.map(({ message }) => message);
    expect(messages).toEqual([
      'Dependencies go in a circle: ws-a → ws-b → ws-c → ws-a.',
      'Dependencies go in a circle: ws-d → ws-d.',
    ]);
  });

  it('lists every shared path, as an error only where nothing orders the two', () => {
    const shared = { files_scope: ['src/shared.ts'] };
    const list = [
      workstream('ws-a', shared),
      workstream('ws-b', { depends_on: ['ws-a'] }),
      workstream('ws-c', { ...shared, depends_on: ['ws-b'] }),
      workstream('ws-d', { files_create: ['src/shared.ts'] }),
    ];
    const { conflicts, errors, ok, overlaps } = validateWorkstreams(list);
    expect(ok).toBe(false);
    expect(overlaps).toEqual({ 'src/shared.ts': ['ws-a', 'ws-c', 'ws-d'] });
    expect(conflicts.map(({ workstreams, ordered }) => [...workstreams, ordered])).toEqual([
      ['ws-a', 'ws-c', true],
      ['ws-a', 'ws-d', false],
      ['ws-c', 'ws-d', false],
    ]);
    expect(errors.map(({ code }) => code)).toEqual(['overlap', 'overlap']);
  });

  it('keeps the warnings of reading apart from errors', () => {
    const warning = { severity: 'warning', code: 'unknown_key', message: 'x' } as const;
    expect(validateWorkstreams([workstream('ws-a')], [warning])).toMatchObject({
      ok: true,
      warnings: [warning],
    });
  });

  it('refuses a run of what has errors, naming the first and carrying all', () => {
    const verdict = validateWorkstreams([
      workstream('ws-a', { depends_on: ['ws-x1', 'ws-y2'], source: { file: 'a.json', line: 3 } }),
    ]);
    expect(() => requireValid(verdict)).toThrow(
      expect.objectContaining({
        code: 'WORKSTREAM_INVALID',
        exitCode: 2,
        message: expect.stringMatching(/^a\.json:3: .*\(and 1 more\)$/) as string,
        details: { errors: verdict.errors },
      }),
    );
    expect(() => requireValid(validateWorkstreams([]))).not.toThrow();
  });
});
