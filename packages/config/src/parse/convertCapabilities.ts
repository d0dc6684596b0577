import { isJsonObject } from '../JsonObject.js';

const names: Readonly<Record<string, string>> = { primaryTool: 'primary', fallbacks: 'fallback' };

/** Rules say `primary` and `fallback`. A rule that names a primary gives the whole order, fallbacks or not. */
export function convertCapabilities(capabilities: unknown): unknown {
  if (!isJsonObject(capabilities)) return capabilities;
  return Object.fromEntries(
    Object.entries(capabilities).map(([capability, rule]) => [capability, convertRule(rule)]),
  );
}

/** The name a setting of a capability has in a rules file. */
export function ruleKey(key: string): string {
  return Object.hasOwn(names, key) ? (names[key] ?? key) : key;
}

function convertRule(rule: unknown): unknown {
  if (!isJsonObject(rule) || !Object.hasOwn(rule, 'primary')) return rule;
  const { primary, fallback = [], ...rest } = rule;
  return { primaryTool: primary, fallbacks: fallback, ...rest };
}
