import { builtInAdapters } from '@aim/adapters';
import type { Settings } from './loadSettings.js';

/** What the older systems gave to every tool. */
export const legacySecretNames: readonly string[] = [
  'OPENAI_API_KEY',
  'ANTHROPIC_API_KEY',
  'GOOGLE_API_KEY',
  'GITHUB_TOKEN',
];

/**
 * The secrets a tool may see: what its configuration names, else the known set of its built-in adapter, else what
 * the older systems gave to every tool.
 */
export function toolSecrets({ config }: Pick<Settings, 'config'>, tool: string): readonly string[] {
  const definition = config.registry.tools[tool];
  if (definition?.secrets !== undefined) return definition.secrets;
  const id = definition?.adapter ?? tool;
  return builtInAdapters.find((adapter) => adapter.id === id)?.secrets ?? legacySecretNames;
}

/** Every variable name that may hold a secret: stored, configured for a tool, or known of a built-in adapter. */
export function knownSecretNames(
  { config }: Pick<Settings, 'config'>,
  stored: Iterable<string>,
): Set<string> {
  return new Set([
    ...legacySecretNames,
    ...stored,
    ...builtInAdapters.flatMap(({ secrets }) => secrets),
    ...Object.values(config.registry.tools).flatMap(({ secrets }) => secrets ?? []),
  ]);
}
