import { scopeProblem } from '../scope/scopeProblem.js';
import { gateTypes, workstreamKinds } from './Workstream.js';

/** Says what is wrong with a value, as the end of a sentence that starts with the field's name. */
export type FieldRule = (value: unknown) => string | undefined;

const text: FieldRule = (value) => (typeof value === 'string' ? undefined : 'must be a string');
const flag: FieldRule = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
const object: FieldRule = (value) => (isObject(value) ? undefined : 'must be an object');

const nonEmptyText: FieldRule = (value) =>
  text(value) ?? (String(value).trim() === '' ? 'must not be empty' : undefined);

const integer =
  (minimum: number, maximum = Number.MAX_SAFE_INTEGER): FieldRule =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= minimum && Number(value) <= maximum
      ? undefined
      : `must be a whole number of ${minimum} or more${maximum < 1000 ? `, up to ${maximum}` : ''}`;

const oneOf =
  (values: readonly string[]): FieldRule =>
  (value) =>
    typeof value === 'string' && values.includes(value) ? undefined : `must be one of ${values.join(', ')}`;

const listOf =
  (item: FieldRule, minimum = 0): FieldRule =>
  (value) => {
    if (!Array.isArray(value)) return 'must be an array';
    if (value.length < minimum) return `must have at least ${minimum} entry`;
    for (const [index, entry] of value.entries()) {
      const problem = item(entry);
      if (problem !== undefined) return `entry ${index + 1} ${problem}`;
    }
    return undefined;
  };

const shape =
  (fields: Readonly<Record<string, FieldRule>>, required: readonly string[] = []): FieldRule =>
  (value) => {
    if (!isObject(value)) return 'must be an object';
    for (const name of required) if (!(name in value)) return `needs ${name}`;
    for (const [name, rule] of Object.entries(fields)) {
      const problem = name in value ? rule(value[name]) : undefined;
      if (problem !== undefined) return `.${name} ${problem}`;
    }
    return undefined;
  };

const paths = (minimum: number): FieldRule =>
  listOf((value) => nonEmptyText(value) ?? scopeProblem(String(value)), minimum);

/** Every field of the four versions of the schema. */
export const fieldRules: Readonly<Record<string, FieldRule>> = {
  openspec_change: text,
  ccpm_issue: (value) =>
    typeof value === 'string' || Number.isSafeInteger(value)
      ? undefined
      : 'must be a whole number or a string',
  gate: integer(1),
  files_scope: paths(1),
  files_create: paths(0),
  tasks: listOf(text),
  acceptance_tests: listOf(text),
  depends_on: listOf(text),
  tool: text,
  capability: nonEmptyText,
  capability_payload: shape({
    files: listOf(text),
    prompt: text,
    timeout_ms: integer(1000),
    max_retries: integer(0, 5),
  }),
  circuit_breaker: shape({
    max_attempts: integer(1),
    max_error_repeats: integer(0),
    oscillation_threshold: integer(0),
  }),
  metadata: object,
  parallel_ok: flag,
  conflict_group: text,
  kind: oneOf(workstreamKinds),
  priority: oneOf(['foreground', 'background']),
  estimated_context_tokens: integer(0),
  max_cost_usd: (value) =>
    typeof value === 'number' && value >= 0 && Number.isFinite(value)
      ? undefined
      : 'must be a number of 0 or more',
  compensation_actions: listOf(text),
  test_gates: listOf(shape({ type: oneOf(gateTypes), required: flag, blocking: flag }, ['type'])),
};

export const requiredFields: readonly string[] = [
  'id',
  'openspec_change',
  'ccpm_issue',
  'gate',
  'files_scope',
  'tasks',
  'tool',
];

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
