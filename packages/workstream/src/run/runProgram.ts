import { mkdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { atomicWrite, type RunResult } from '@aim/core';
import { resolveCommand } from '@aim/exec';
import { expandArguments, expandPlaceholders } from '../profiles/expandPlaceholders.js';
import type { ToolProfile } from '../profiles/ToolProfile.js';
import { runMarker } from '../tree/endOrphans.js';
import { tail } from './limitDetails.js';
import { placeholderValues } from './placeholderValues.js';
import type { WorkstreamContext } from './RunContext.js';
import { stepEnvironment, withoutGitVariables } from './stepEnvironment.js';

/** The older system's record of one run of a tool. */
export interface ToolResult {
  readonly tool_id: string;
  readonly command_line: string;
  /** -1 for a timeout, -2 for a missing program, -3 for any other end without a code. */
  readonly exit_code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly timed_out: boolean;
  readonly started_at: string;
  readonly completed_at: string;
  readonly duration_sec: number;
  readonly success: boolean;
}

/** Runs a profile's program in the working tree. Its failure is a result. */
export async function runProgram(context: WorkstreamContext, profile: ToolProfile): Promise<ToolResult> {
  const { effects, plan, runId, trees, tree, workstream } = context;
  const { now = () => new Date(), platform = process.platform } = effects;
  const promptFile = join(context.paths.prompts, `${workstream.id}.txt`);
  const values = placeholderValues({
    workstream,
    plan,
    runId,
    path: tree.path,
    root: trees.root,
    promptFile,
  });
  if (JSON.stringify(profile).includes('{prompt_file}')) writePrompt(promptFile, workstream.tasks);
  const command = expandPlaceholders(profile.command, values);
  const args = expandArguments(profile.args, values);
  const cwd = resolve(tree.path, expandPlaceholders(profile.workingDir ?? '', values));
  const env = await environmentOf(context, profile, (text) => expandPlaceholders(text, values));
  const file = /[\\/]/.test(command)
    ? resolve(cwd, command)
    : resolveCommand(command, { env: env.env, platform });
  const startedAt = now();
  const result =
    file !== undefined &&
    (await effects.runner({
      file,
      args,
      cwd,
      env: env.env,
      mask: env.mask,
      timeoutMs: profile.timeoutSec * 1000,
      ...(effects.signal && { signal: effects.signal }),
    }));
  const completedAt = now();
  return {
    tool_id: profile.id,
    command_line: [command, ...args].join(' '),
    ...factsOf(result, profile),
    started_at: startedAt.toISOString(),
    completed_at: completedAt.toISOString(),
    duration_sec: Math.max(0, (completedAt.getTime() - startedAt.getTime()) / 1000),
  };
}

function factsOf(
  result: RunResult | false,
  { captureOutput, successExitCodes, command }: ToolProfile,
): Pick<ToolResult, 'exit_code' | 'stdout' | 'stderr' | 'timed_out' | 'success'> {
  if (result === false || result.startError === 'ENOENT') {
    const stderr = `The command "${command}" was not found.`;
    return { exit_code: -2, stdout: '', stderr, timed_out: false, success: false };
  }
  const code = result.timedOut ? -1 : (result.exitCode ?? -3);
  return {
    exit_code: code,
    stdout: captureOutput ? tail(result.stdout) : '',
    stderr: captureOutput ? tail(result.stderr) : '',
    timed_out: result.timedOut,
    success: code >= 0 && successExitCodes.includes(code),
  };
}

/** A tool's secrets go to its own process only, and beat what its profile sets. */
async function environmentOf(
  { effects, token, trees, tree, workstream }: WorkstreamContext,
  profile: ToolProfile,
  expand: (text: string) => string,
): Promise<{ env: Record<string, string>; mask: readonly string[] }> {
  const { platform = process.platform } = effects;
  const extra = await effects.envFor?.(profile.aimToolId ?? profile.id, workstream);
  const base = stepEnvironment(withoutGitVariables(effects.env), [tree.path, trees.root], platform);
  const own = Object.fromEntries(Object.entries(profile.env).map(([name, value]) => [name, expand(value)]));
  return { env: { ...base, ...own, ...extra?.env, [runMarker]: token }, mask: extra?.mask ?? [] };
}

function writePrompt(file: string, tasks: readonly string[]): void {
  if (!isAbsolute(file)) return;
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  atomicWrite(file, `${tasks.join('\n')}\n`, { durable: false });
}
