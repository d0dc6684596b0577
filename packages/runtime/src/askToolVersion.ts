import type { Runner } from '@aim/core';
import { probeVersion } from '@aim/registry';
import type { Settings } from './loadSettings.js';
import { packagedVersion } from './packagedVersion.js';
import { registryOf } from './registryOf.js';
import { unsecretEnvironment } from './unsecretEnvironment.js';

/**
 * The version of an installed tool: of the package it is configured to come from, where its command belongs to that
 * package, else what it prints when it is started without any secret; null when it prints none.
 */
export async function askToolVersion(
  settings: Settings,
  { tool, path }: { readonly tool: string; readonly path: string },
  { run, signal }: { readonly run: Runner; readonly signal: AbortSignal },
): Promise<string | null> {
  const { platform, cwd, config } = settings;
  const recorded = packagedVersion(path, config.registry.tools[tool]?.package ?? {}, { platform });
  if (recorded !== undefined) return recorded;
  const definition = registryOf(settings).tools[tool];
  if (definition === undefined) return null;
  return probeVersion(definition, { path }, { run, env: unsecretEnvironment(settings), cwd, signal });
}
