import type { TextStyle } from '../result.js';

/** Names and values, one a line, names aligned. */
export function renderFacts(facts: object, { colors }: TextStyle): string {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null);
  const width = Math.max(0, ...entries.map(([name]) => name.length)) + 2;
  return entries.map(([name, value]) => `${colors.bold(name.padEnd(width))}${show(value)}`).join('\n');
}

function show(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(show).join(', ');
  return JSON.stringify(value) ?? '';
}
