import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { parseConfigText, parseLegacyText, parsePointer, planMigration } from '../../src/index.js';
import type { MigrationPlan } from '../../src/index.js';
import { valueAt } from '../../src/valueAt.js';
import { flatten } from './support/flatten.js';
import { legacyFiles } from './support/legacyFiles.js';

const samples = fileURLToPath(new URL('../../../../../shared/legacy', import.meta.url));
const absent = !existsSync(samples);
if (absent) console.warn(`Skipped: the sample files of the older systems are not at ${samples}`);

const migrated = ['toolstack', 'registry', 'rules', 'config', 'profiles'];
const noConfiguration = /schema\.json$|adapter_io/;

/** Every leaf of every source is in the plan, once, and in the written text where the plan says so. */
function expectZeroLoss(plan: MigrationPlan, texts: Readonly<Record<string, string>>): void {
  const written: unknown = parseConfigText(plan.text, { file: plan.target }).value;
  for (const [file, text] of Object.entries(texts)) {
    const source: unknown = /\.ya?ml$/.test(file) ? parseYaml(text) : JSON.parse(text);
    const placed = plan.placements.filter((placement) => placement.file === file);
    expect(new Map(placed.map(({ pointer, value }) => [pointer, value]))).toEqual(flatten(source));
    for (const { pointer, value, target, outcome } of placed) {
      if (target === undefined) {
        expect(outcome).toBe('overruled');
        expect(conflictsNaming(plan, file, value), `${file}${pointer}`).toBe(true);
        continue;
      }
      const found = valueAt(written, parsePointer(target));
      if (typeof value === 'object' && value !== null) expect(typeof found).toBe('object');
      else expect(found, `${file}${pointer}`).toEqual(value);
    }
  }
}

function conflictsNaming(plan: MigrationPlan, file: string, value: unknown): boolean {
  return plan.conflicts.some(({ candidates }) => {
    return candidates.some((one) => one.file === file && [...flatten(one.value).values()].includes(value));
  });
}

function planOf(texts: Readonly<Record<string, string>>): MigrationPlan {
  const sources = Object.entries(texts).map(([file, text]) => parseLegacyText(text, { file }));
  return planMigration({ sources, target: { file: 'aim_config.json' } });
}

describe('a migration', () => {
  it.each(Object.keys(legacyFiles))('loses nothing of %s', (file) => {
    const texts = { [file]: legacyFiles[file] ?? '' };
    const plan = planOf(texts);
    expectZeroLoss(plan, texts);
    expect(plan.placements.filter(({ outcome }) => outcome === 'overruled')).toEqual([]);
  });

  it('loses nothing of any set of files, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.entries(legacyFiles), { minLength: 1 }), (entries) => {
        const texts = Object.fromEntries(entries);
        expectZeroLoss(planOf(texts), texts);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps keys that nobody knows, wherever they are', () => {
    const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => {
      return !['__proto__', 'constructor', 'prototype', 'version', 'registry', 'environment'].includes(text);
    });
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant([]));
    const extra = fc.dictionary(
      key.map((text) => `x-${text}`),
      fc.oneof(leaf, fc.array(leaf), fc.dictionary(key, leaf)),
    );
    fc.assert(
      fc.property(extra, extra, (outside, inside) => {
        const file = 'toolstack.config.json';
        const source = { ToolsRoot: 'C:\\T', ...outside, MasterBin: { Enable: true, ...inside } };
        const texts = { [file]: JSON.stringify(source) };
        expectZeroLoss(planOf(texts), texts);
      }),
      { numRuns: 100 },
    );
  });
});

describe.skipIf(absent)('the migration of the real samples', () => {
  const files = absent
    ? []
    : migrated.flatMap((folder) => {
        const names = readdirSync(join(samples, folder)).filter((name) => !noConfiguration.test(name));
        return names.map((name) => join(samples, folder, name));
      });
  const texts = Object.fromEntries(files.map((file) => [file, absent ? '' : readFileSync(file, 'utf8')]));

  it.each(files)('loses nothing of %s', (file) => {
    const one = { [file]: texts[file] ?? '' };
    const plan = planOf(one);
    expectZeroLoss(plan, one);
    expect(plan.conflicts).toEqual([]);
  });

  it('loses nothing of all of them together, and shows what they disagree on', () => {
    const plan = planOf(texts);
    expectZeroLoss(plan, texts);
    const settings = plan.conflicts.map(({ setting }) => setting);
    expect(settings).toContain('/registry/capabilities/code_generation');
    expect(settings).toContain('/environment/centralCache');
  });

  it('keeps only what no part of the product reads under its own name', () => {
    const kept = planOf(texts).placements.filter(({ outcome }) => outcome === 'kept');
    const roots = new Set(kept.map(({ target = '' }) => parsePointer(target)[0] ?? ''));
    expect([...roots].toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'aim',
      'circuit_breakers',
      'error_engine',
      'orchestrator',
      'paths',
      'registry_path',
      'reportsDir',
      'tasks',
    ]);
  });
});
