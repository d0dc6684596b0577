import { devNull } from 'node:os';
import type { Runner, RunResult } from '@aim/core';
import { resolveCommand } from '@aim/exec';
import { workstreamError } from '../errors.js';

export interface GitCall {
  readonly cwd: string;
  readonly stdin?: string;
}

/** Runs git. */
export interface Git {
  /** The output of a command that has to succeed. @throws AimError WORKSTREAM_GIT_FAILED */
  run(args: readonly string[], call: GitCall): Promise<string>;
  /** A command whose failure is an answer. */
  try(args: readonly string[], call: GitCall): Promise<RunResult>;
}

export interface GitEffects {
  readonly runner: Runner;
  readonly env: Readonly<Record<string, string>>;
  readonly platform?: NodeJS.Platform;
  readonly signal?: AbortSignal;
}

const timeoutMs = 600_000;

/**
 * The user's hooks, signing key and editor are for the user's own commits: a hook that waits for an answer would stop
 * the run.
 */
const settings = [
  `core.hooksPath=${devNull}`,
  'commit.gpgSign=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'core.fsmonitor=false',
  'advice.detachedHead=false',
].flatMap((setting) => ['-c', setting]);

/** Git as installed on this machine, or `undefined`. */
export function createGit({ runner, env, platform = process.platform, signal }: GitEffects): Git | undefined {
  const file = resolveCommand('git', { env, platform });
  if (file === undefined) return undefined;
  const gitEnv = {
    ...env,
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_EDITOR: 'true',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_MERGE_AUTOEDIT: 'no',
  };
  const attempt = (args: readonly string[], { cwd, stdin }: GitCall): Promise<RunResult> =>
    runner({
      file,
      args: [...settings, ...args],
      cwd,
      env: gitEnv,
      timeoutMs,
      ...(stdin !== undefined && { stdin }),
      ...(signal && { signal }),
    });
  return {
    try: attempt,
    async run(args, call) {
      const result = await attempt(args, call);
      if (result.exitCode !== 0) throw gitFailed(args, call.cwd, result);
      return result.stdout;
    },
  };
}

function gitFailed(args: readonly string[], cwd: string, result: RunResult): Error {
  const verb = args.find((arg) => /^[a-z][a-z-]*$/.test(arg)) ?? 'command';
  const said = result.stderr.trim().split('\n').slice(0, 3).join(' ').slice(0, 400);
  const ending = result.timedOut
    ? 'timed out'
    : `exit ${result.exitCode ?? result.signal ?? result.startError}`;
  return workstreamError('WORKSTREAM_GIT_FAILED', `git ${verb} failed in ${cwd} (${ending}): ${said}`, {
    hint: 'Put the repository in order, then resume the run.',
    details: { cwd, exit_code: result.exitCode },
  });
}
