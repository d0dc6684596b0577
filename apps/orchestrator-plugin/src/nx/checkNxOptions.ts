import { nearestName } from '@aim/core';
import { orchestratorError } from '../errors.js';
import type { NxPluginOptions } from './NxPluginOptions.js';

type Kind = 'text' | 'texts' | 'switch';

const kinds: Readonly<Record<keyof Omit<NxPluginOptions, 'checks'>, Kind>> = {
  config: 'text',
  workstream: 'text',
  secrets: 'texts',
  override: 'text',
  inheritPassphrase: 'switch',
};

const checkKinds: Readonly<Record<string, Kind>> = { only: 'texts', skip: 'texts' };

const wanted: Readonly<Record<Kind, string>> = {
  text: 'a text',
  texts: 'a list of names',
  switch: 'true or false',
};

/**
 * The options of nx.json, which no schema has checked: a misspelt one must not pass for a weaker requirement.
 * @throws AimError `NX_OPTIONS_INVALID`.
 */
export function checkNxOptions(options: unknown): NxPluginOptions {
  if (options === undefined) return {};
  const { checks, ...rest } = objectOf(options, 'options');
  requireKinds(rest, kinds, { where: 'options', others: ['checks'] });
  if (checks !== undefined)
    requireKinds(objectOf(checks, 'options.checks'), checkKinds, { where: 'options.checks', others: [] });
  return options as NxPluginOptions;
}

interface Place {
  readonly where: string;
  readonly others: readonly string[];
}

function requireKinds(
  values: Readonly<Record<string, unknown>>,
  known: Readonly<Record<string, Kind>>,
  { where, others }: Place,
): void {
  for (const [name, value] of Object.entries(values)) {
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) {
      const names = [...Object.keys(known), ...others];
      const nearest = nearestName(name, names);
      throw invalid(`${where} has no '${name}'`, nearest ? `Did you mean '${nearest}'?` : undefined);
    }
    if (!isOf(kind, value)) throw invalid(`${where}.${name} must be ${wanted[kind]}`);
  }
}

function isOf(kind: Kind, value: unknown): boolean {
  if (kind === 'switch') return typeof value === 'boolean';
  if (kind === 'text') return typeof value === 'string';
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function objectOf(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw invalid(`${where} must be an object`);
}

function invalid(what: string, hint = 'The README of the package lists the options.'): Error {
  return orchestratorError('NX_OPTIONS_INVALID', `nx.json, plugin @aim/orchestrator-plugin/nx: ${what}`, {
    hint,
  });
}
