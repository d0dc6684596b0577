import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as invoke from '../src/executors/invoke.js';
import * as run from '../src/executors/run.js';

const root = new URL('../', import.meta.url);
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, root), 'utf8')) as T;

interface Schema {
  readonly properties: Readonly<Record<string, { readonly description?: string }>>;
  readonly required: readonly string[];
  readonly additionalProperties: boolean;
}

const manifest = read<{
  files: string[];
  executors: string;
  exports: Record<string, Record<string, string>>;
}>('package.json');
const { executors } = read<{ executors: Record<string, { implementation: string; schema: string }> }>(
  manifest.executors,
);

describe('the published package', () => {
  it('has an implementation of every executor', () => {
    const built: Readonly<Record<string, object>> = {
      './dist/executors/invoke.js': invoke,
      './dist/executors/run.js': run,
    };
    for (const [id, { implementation }] of Object.entries(executors)) {
      const [file = '', exported = ''] = implementation.split('#');
      expect(exported).toBe(`${id}Executor`);
      expect(Object.keys(built[file] ?? {})).toContain(exported);
    }
  });

  it.each(Object.entries(executors))('describes every option of the executor %s', (id, { schema }) => {
    const { properties, required, additionalProperties } = read<Schema>(schema);
    const source = readFileSync(new URL(`src/executors/${id}.ts`, root), 'utf8');
    const own = /extends ExecutorOptions \{([^}]*)\}/.exec(source)?.[1] ?? '';
    const declared = [...own.matchAll(/readonly (\w+)(\??):/g)].map(([, name, optional]) => ({
      name,
      optional,
    }));
    const shared = ['config', 'workstream'];
    expect(new Set(Object.keys(properties))).toEqual(
      new Set([...declared.map(({ name }) => name), ...shared]),
    );
    expect(required).toEqual(declared.flatMap(({ name, optional }) => (optional === '' ? [name] : [])));
    expect(additionalProperties).toBe(false);
    for (const { description } of Object.values(properties)) expect(description).toMatch(/\.$/);
  });

  it('publishes what it names', () => {
    const named = [manifest.executors, ...Object.values(executors).map(({ schema }) => schema)];
    for (const file of named) {
      expect(existsSync(new URL(file, root))).toBe(true);
      expect(manifest.files).toContain(file.replace('./', '').split('/')[0]);
    }
    for (const [entry, { '@aim/source': source = '', default: built }] of Object.entries(manifest.exports)) {
      if (entry === './package.json') continue;
      expect(existsSync(new URL(source, root))).toBe(true);
      expect(built).toBe(source.replace('/src/', '/dist/').replace(/\.ts$/, '.js'));
    }
  });
});
