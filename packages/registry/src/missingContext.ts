import type { CapabilityRule } from './registry.js';

/** The payload fields a capability requires and the payload lacks; an empty string or list counts as lacking. */
export function missingContext(
  rule: Pick<CapabilityRule, 'context_requirements'>,
  payload: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.entries(rule.context_requirements ?? {})
    .filter(
      ([field, need]) =>
        need === 'required' && isEmpty(Object.hasOwn(payload, field) ? payload[field] : null),
    )
    .map(([field]) => field);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}
