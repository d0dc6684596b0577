import type { VersionCache } from '@aim/health';
import type { DetectedTool } from '@aim/registry';
import { detectToolsOf } from '../detectToolsOf.js';
import { listToolsOf } from '../listToolsOf.js';
import type { Settings } from '../loadSettings.js';
import { registryOf } from '../registryOf.js';
import { rememberVersions } from '../rememberVersions.js';

export interface ToolStatus {
  readonly tool: string;
  readonly installed: boolean;
  /** Null when the tool is not installed or does not say. */
  readonly version: string | null;
}

/** A tool that does not say its version within this time, in ms, is one whose version is unknown. */
const patienceMs = 2000;

/** The configured tools. Their versions are remembered; only where one is not, the tools are asked. */
export async function toolStatus(settings: Settings, signal: AbortSignal): Promise<readonly ToolStatus[]> {
  const versions = rememberVersions(settings);
  const remembered = detectToolsOf(settings).map((detected) =>
    rememberedStatus(settings, versions, detected),
  );
  if (remembered.every((status) => status !== undefined)) return remembered;
  const tools = await listToolsOf(settings, AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]));
  return tools.map(({ tool, installed, version }) => ({ tool, installed, version }));
}

function rememberedStatus(
  settings: Settings,
  versions: VersionCache,
  { tool, installed, path: file }: DetectedTool,
): ToolStatus | undefined {
  const command = registryOf(settings).tools[tool]?.versionCommand;
  if (file === null || command === undefined) return { tool, installed, version: null };
  const answer = versions.peek({ file, args: command.slice(1) });
  return answer && { tool, installed, version: answer.version };
}
