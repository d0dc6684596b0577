import { configError } from '../errors.js';
import type { JsonObject } from '../JsonObject.js';
import type { LoadContext } from './LoadContext.js';
import { mergeConfig } from './mergeConfig.js';

interface Override {
  readonly section: string;
  readonly key: string;
  readonly kind: 'switch' | 'milliseconds' | 'path';
}

/** Environment variables that override one setting each. */
const overrides: Readonly<Record<string, Override>> = {
  AIM_AUDIT: { section: 'audit', key: 'enabled', kind: 'switch' },
  AIM_AUDIT_LOG: { section: 'audit', key: 'logPath', kind: 'path' },
  AIM_DEFAULT_TIMEOUT_MS: { section: 'registry', key: 'defaultTimeoutMs', kind: 'milliseconds' },
  AIM_ENVIRONMENT: { section: 'environment', key: 'enabled', kind: 'switch' },
  AIM_ROUTING: { section: 'registry', key: 'enabled', kind: 'switch' },
};

const switches: Readonly<Record<string, boolean>> = { '1': true, true: true, '0': false, false: false };

/**
 * The settings that environment variables override; `undefined` when none does.
 *
 * @throws AimError CONFIG_ENVIRONMENT for a value that means nothing.
 */
export function environmentLayer({ env, cwd, path }: LoadContext): JsonObject | undefined {
  let layer: JsonObject | undefined;
  for (const [name, { section, key, kind }] of Object.entries(overrides)) {
    const text = env[name];
    if (text === undefined || text === '') continue;
    const value = kind === 'path' ? path.resolve(cwd, text) : parse(name, text, kind);
    layer = mergeConfig(layer ?? {}, { [section]: { [key]: value } });
  }
  return layer;
}

function parse(name: string, text: string, kind: 'switch' | 'milliseconds'): boolean | number {
  if (kind === 'switch') {
    const key = text.toLowerCase();
    if (Object.hasOwn(switches, key)) return switches[key] === true;
    throw refuse(name, '0, 1, true or false');
  }
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < 1 || value > 86_400_000) {
    throw refuse(name, 'a whole number of milliseconds from 1 to 86400000');
  }
  return value;
}

function refuse(name: string, expected: string): Error {
  return configError('CONFIG_ENVIRONMENT', `${name} must be ${expected}`, {
    hint: `Correct ${name} or unset it.`,
  });
}
