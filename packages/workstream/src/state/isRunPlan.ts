import { fieldRules, isObject, requiredFields } from '../format/fieldRules.js';
import type { RunPlan } from '../run/RunPlan.js';

/** What every workstream of a plan has, beside what each must name itself. */
const filledIn = ['files_create', 'acceptance_tests', 'depends_on', 'compensation_actions', 'test_gates'];

/** Whether a value of a journal has the form of a plan, so that a run can be continued with it. */
export function isRunPlan(value: unknown): value is RunPlan {
  if (!isObject(value)) return false;
  const { root, waves, workstreams, profiles = {}, checks = {}, gates = {}, placeholders = {} } = value;
  return (
    typeof root === 'string' &&
    isListOf(waves, (wave) => isListOf(wave, isText)) &&
    isListOf(workstreams, isWorkstream) &&
    isListOf(value['capabilities'] ?? [], isText) &&
    isObject(profiles) &&
    Object.values(profiles).every(isProfile) &&
    isObject(checks) &&
    [checks['static'] ?? [], checks['runtime'] ?? []].every((names) => isListOf(names, isText)) &&
    [gates, placeholders].every((texts) => isObject(texts) && Object.values(texts).every(isText))
  );
}

function isWorkstream(value: unknown): boolean {
  if (!isObject(value) || !isText(value['id'])) return false;
  if (![...requiredFields, ...filledIn].every((name) => name in value)) return false;
  return Object.entries(fieldRules).every(
    ([name, rule]) => !(name in value) || rule(value[name]) === undefined,
  );
}

function isProfile(value: unknown): boolean {
  return isObject(value) && isText(value['command']) && isListOf(value['args'], isText);
}

function isListOf(value: unknown, item: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(item);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
