import { normalizeScope } from '../scope/normalizeScope.js';
import type { TestGate, Workstream } from './Workstream.js';

const defaults = {
  files_create: [],
  acceptance_tests: [],
  depends_on: [],
  parallel_ok: true,
  kind: 'impl',
  priority: 'foreground',
  compensation_actions: [],
  test_gates: [],
} as const;

/** A checked record as a workstream, with the schema's defaults and without what is no field of it. */
export function normalizeWorkstream(
  record: Readonly<Record<string, unknown>>,
  fields: readonly string[],
  source: NonNullable<Workstream['source']>,
): Workstream {
  const known = Object.fromEntries(
    fields.flatMap((name) => (name in record ? [[name, record[name]]] : [])),
  ) as unknown as Workstream;
  const filled = { ...defaults, ...known };
  return {
    ...filled,
    files_scope: filled.files_scope.map(normalizeScope),
    files_create: filled.files_create.map(normalizeScope),
    depends_on: [...new Set(filled.depends_on)],
    test_gates: filled.test_gates.map((gate: Partial<TestGate> & Pick<TestGate, 'type'>) => ({
      type: gate.type,
      required: gate.required ?? true,
      blocking: gate.blocking ?? true,
    })),
    source,
  };
}
