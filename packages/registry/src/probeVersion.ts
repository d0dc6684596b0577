import { displayText, type Runner } from '@aim/core';
import type { DetectedTool } from './detectTool.js';
import { probeEnvironment } from './probeEnvironment.js';
import type { ToolDefinition } from './registry.js';

export interface ProbeEffects {
  readonly run: Runner;
  /** The environment the probe's own is made from; this process's when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly signal?: AbortSignal;
}

const timeoutMs = 5_000;
const maxOutputBytes = 65_536;
const longestVersion = 200;

/**
 * Asks a detected tool its version, with its `versionCommand` and without any secret, for at most five seconds.
 *
 * @returns the first line it prints, or `null` when it is not installed, has no `versionCommand` or fails.
 */
export async function probeVersion(
  tool: ToolDefinition,
  detected: Pick<DetectedTool, 'path'>,
  effects: ProbeEffects,
): Promise<string | null> {
  const { path } = detected;
  if (path === null || tool.versionCommand === undefined || tool.versionCommand.length === 0) return null;
  const { run, env = process.env, cwd, signal } = effects;
  try {
    const finished = await run({
      file: path,
      args: tool.versionCommand.slice(1),
      env: probeEnvironment(env, tool),
      timeoutMs,
      maxOutputBytes,
      ...(cwd !== undefined && { cwd }),
      ...(signal && { signal }),
    });
    if (finished.exitCode !== 0 || finished.timedOut) return null;
    return firstLine(finished.stdout) ?? firstLine(finished.stderr) ?? null;
  } catch {
    // A file that cannot be started at all has no version.
    return null;
  }
}

function firstLine(text: string): string | undefined {
  const line = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((each) => each.trim())
    .find((each) => each !== '');
  return line === undefined ? undefined : displayText(line).slice(0, longestVersion);
}
