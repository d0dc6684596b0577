import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkstreamVerdict } from '@aim/workstream';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

const record = (id: string, own: Readonly<Record<string, unknown>> = {}) => ({
  id,
  openspec_change: 'OS-100',
  ccpm_issue: 100,
  gate: 1,
  files_scope: [`lib/${id}.py`],
  tasks: ['Write it'],
  tool: 'aider',
  ...own,
});

/** The verdict of `workstream validate --json` in a few words. */
async function verdictOn(path: string): Promise<unknown> {
  const outcome = await home.aim(['workstream', 'validate', '--json', path]);
  const { ok, bundle_count, errors, warnings, overlaps } = outcome.json<WorkstreamVerdict>();
  expect(outcome.exitCode).toBe(ok ? 0 : 2);
  expect(errors.every(({ message, file }) => message !== '' && file !== undefined)).toBe(true);
  const codes = [...errors, ...warnings].map(({ code }) => code);
  return { workstreams: bundle_count, codes, shared: Object.keys(overlaps) };
}

const valid = (workstreams: number) => ({ workstreams, codes: [], shared: [] });
const refused = (...codes: string[]) => ({ workstreams: 0, codes, shared: [] });

const shapes: readonly (readonly [string, unknown, unknown])[] = [
  ['a workstream with a circuit breaker and a doc_id', withBreaker(), valid(1)],
  ['a list in which each waits for the one before', chain(), valid(3)],
  ['a comment before the object', `/* DOC_LINK: DOC-1 */\n${JSON.stringify(record('ws-a'))}`, valid(1)],
  ['all fields of the third version', withEverything(), valid(1)],
  ['an id without its prefix', record('phase-1'), { ...valid(1), codes: ['id_prefix'] }],
  ['one id twice', [record('ws-a'), record('ws-a')], { ...valid(2), codes: ['duplicate_id'] }],
  ['two that share a file', sharing(), { ...valid(2), codes: ['overlap'], shared: ['lib/ws-a.py'] }],
  ['two that share a file in order', sharing(['ws-a']), { ...valid(2), shared: ['lib/ws-a.py'] }],
  ['a dependency that is not there', record('ws-a', { depends_on: ['ws-z'] }), missing()],
  ['one that waits for itself', record('ws-a', { depends_on: ['ws-a'] }), { ...valid(1), codes: ['cycle'] }],
  ['a bundle of another program', { bundle_id: 'B', workstreams: [{ ws_id: 'w' }] }, refused('alien_shape')],
  ['a workstream of another program', { ws_id: 'w', title: 'W', deps: [] }, refused('alien_shape')],
  ['a plan of phases', { phase_id: 'PH-1', tasks: [] }, refused('alien_shape')],
  ['a plan of steps', { plan_id: 'P', version: '1', globals: {}, steps: [] }, refused('alien_shape')],
  ['the schema itself', { $schema: 'draft-07', properties: {}, type: 'object' }, refused('alien_shape')],
  ['a template', '{ "id": "ws-{{name}}", "gate": {{gate}} }', refused('template')],
  ['a stamped line in front', `DOC_ID: DOC-1\n${JSON.stringify(record('ws-a'))}`, refused('syntax')],
];

function withBreaker(): unknown {
  const circuit_breaker = { max_attempts: 4, max_error_repeats: 3, oscillation_threshold: 2 };
  const files_create = ['lib/ws-a.py', 'lib/new/.keep'];
  return record('ws-a', { circuit_breaker, files_create, metadata: { owner: 'x' }, doc_id: 'DOC-1' });
}

function chain(): unknown {
  return [record('ws-a'), record('ws-b', { depends_on: ['ws-a'] }), record('ws-c', { depends_on: ['ws-b'] })];
}

function withEverything(): unknown {
  return record('ws-a', {
    capability: 'linting',
    capability_payload: { files: [], prompt: 'x', timeout_ms: 1000, max_retries: 5, other: 1 },
    parallel_ok: false,
    conflict_group: 'db',
    kind: 'spike',
    priority: 'background',
    estimated_context_tokens: 0,
    max_cost_usd: 0.5,
    compensation_actions: ['Undo it'],
    test_gates: [{ type: 'GATE_SECURITY', required: false, blocking: true }],
  });
}

function sharing(depends_on: readonly string[] = []): unknown {
  return [record('ws-a'), record('ws-b', { files_scope: ['lib/ws-a.py'], depends_on })];
}

function missing(): unknown {
  return { ...valid(1), codes: ['missing_dependency'] };
}

describe('aim workstream validate, of the shapes the older system left', () => {
  it.each(shapes)('has a verdict on %s', async (_, content, expected) => {
    expect(await verdictOn(home.write('project/file.json', content))).toEqual(expected);
  });
});

const samples = fileURLToPath(new URL('../../../../../../shared/legacy/workstreams', import.meta.url));
if (!existsSync(samples)) console.log('The sample workstreams are not here; their verdicts are not tested.');

describe.skipIf(!existsSync(samples))('aim workstream, of the sample files of the older system', () => {
  const expected: Readonly<Record<string, unknown>> = {
    'example_multi.list-chain-valid.json': valid(3),
    'workstream.schema.v4-head.json': refused('alien_shape'),
    'ws-22.circuit-breaker-doc_id.json': valid(1),
  };

  it('has a verdict on each of them', async () => {
    const names = readdirSync(samples).sort();
    expect(names).toEqual(Object.keys(expected));
    for (const name of names) expect(await verdictOn(join(samples, name)), name).toEqual(expected[name]);
  });

  it('plans the list as the chain that it is, with the sample profiles', async () => {
    const profiles = join(samples, '../profiles/tool_profiles.head-mixed-dash-underscore-doc_id.json');
    const list = join(samples, 'example_multi.list-chain-valid.json');
    const dry = ['--dry-run', '--json', '--static', 'ruff', '--runtime', 'pytest'];
    const outcome = await home.aim(['workstream', 'run', '--dir', list, '--profiles', profiles, ...dry]);
    const { waves, workstreams } = outcome.json<{
      waves: string[][];
      workstreams: { runtime: string[] }[];
    }>();
    expect(waves).toEqual([['ws-core-lib'], ['ws-api-layer'], ['ws-cli']]);
    expect(workstreams.map(({ runtime }) => runtime)).toEqual(waves.map(() => ['pytest -q']));
  });
});
