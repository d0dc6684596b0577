import { createHash } from 'node:crypto';
import { isObject } from './auditRecord.js';

/** Details of an event that take more bytes as JSON are replaced by their length and digest. */
export const maxDetailsBytes = 64 * 1024;
const maxDepth = 32;

/**
 * Makes an event's details writable as JSON, whatever they hold: numbers that JSON has not and big integers become
 * strings, bytes become their length and digest, cycles and failing getters a note. More than 64 KiB become
 * `{truncated, bytes, sha256}`.
 */
export function safeDetails(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const value = safeValue(details, []);
  const json = Buffer.from(JSON.stringify(value) ?? '');
  if (json.length > maxDetailsBytes) return { truncated: true, ...digest(json) };
  return isObject(value) ? value : { value };
}

/** The length and SHA-256 of something that does not belong into the log itself. */
export function digest(bytes: Uint8Array): { readonly bytes: number; readonly sha256: string } {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function safeValue(value: unknown, parents: readonly object[]): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return String(value);
    case 'object':
      return value === null ? null : safeObject(value, parents);
    case 'function':
    case 'symbol':
      return undefined;
    default:
      return value;
  }
}

function safeObject(value: object, parents: readonly object[]): unknown {
  if (parents.includes(value)) return '[circular]';
  if (parents.length >= maxDepth) return '[nested too deeply]';
  if (value instanceof Uint8Array) return digest(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Error) return { name: value.name };
  const inner = [...parents, value];
  if (Array.isArray(value)) return value.map((item: unknown) => safeValue(item, inner) ?? null);
  if (value instanceof Map) return safeObject(Object.fromEntries(value), parents);
  if (value instanceof Set) return safeObject([...value], parents);
  const members: [string, unknown][] = [];
  for (const name of Object.keys(value)) {
    // A `toJSON` among the members would take over the serialisation of its parent.
    const member = readMember(value, name, inner);
    if (member !== undefined) members.push([name, member]);
  }
  return Object.fromEntries(members);
}

function readMember(value: object, name: string, parents: readonly object[]): unknown {
  try {
    return safeValue((value as Readonly<Record<string, unknown>>)[name], parents);
  } catch {
    return '[unreadable]';
  }
}
