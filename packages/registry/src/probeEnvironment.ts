import type { ToolDefinition } from './registry.js';

const secretName =
  /(^|_)(API_?KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|PAT)S?(_|$)|APIKEY|_PWD$/i;

/**
 * The environment for asking a tool its version: without the tool's secrets and whatever else is named like one, and
 * without NODE_EXTRA_CA_CERTS, whose file each start of Node would read.
 */
export function probeEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  tool: Pick<ToolDefinition, 'secrets'>,
): Readonly<Record<string, string>> {
  const hidden = new Set([...(tool.secrets ?? []), 'NODE_EXTRA_CA_CERTS']);
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !hidden.has(name) && !secretName.test(name)) kept[name] = value;
  }
  return kept;
}
