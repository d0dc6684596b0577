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
import type { StepEnvironment } from './RunEffects.js';
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

export interface ProgramOptions {
  /** Whether the program may see the secrets of its tool; not when the workstream's file chose its arguments. */
  readonly secrets: boolean;
}

/** Runs a profile's program in the working tree. Its failure is a result. */
export async function runProgram(
  context: WorkstreamContext,
  profile: ToolProfile,
  { secrets }: ProgramOptions,
): Promise<ToolResult> {
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
  const granted = secrets ? await secretsOf(context, profile) : undefined;
  const env = environmentOf(context, profile, {
    granted,
    expand: (text) => expandPlaceholders(text, values),
  });
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

async function secretsOf(
  { effects, runId, workstream }: WorkstreamContext,
  { aimToolId, id }: ToolProfile,
): Promise<StepEnvironment | undefined> {
  return effects.envFor?.(aimToolId ?? id, workstream, runId);
}

interface EnvironmentInput {
  readonly granted: StepEnvironment | undefined;
  readonly expand: (text: string) => string;
}

/**
 * A tool's secrets go to its own process only, and beat what its profile sets. Such a program is not looked for in the
 * repository: whoever wrote that must not get hold of the user's keys by a program of the tool's name.
 */
function environmentOf(
  { effects, token, trees, tree }: WorkstreamContext,
  profile: ToolProfile,
  { granted, expand }: EnvironmentInput,
): { env: Record<string, string>; mask: readonly string[] } {
  const { platform = process.platform } = effects;
  const { env = {}, mask = [] } = granted ?? {};
  const usual = withoutGitVariables(effects.env);
  const base = mask.length > 0 ? usual : stepEnvironment(usual, [tree.path, trees.root], platform);
  const own = Object.fromEntries(Object.entries(profile.env).map(([name, value]) => [name, expand(value)]));
  return { env: { ...base, ...own, ...env, [runMarker]: token }, mask };
}

function writePrompt(file: string, tasks: readonly string[]): void {
  if (!isAbsolute(file)) return;
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  atomicWrite(file, `${tasks.join('\n')}\n`, { durable: false });
}
