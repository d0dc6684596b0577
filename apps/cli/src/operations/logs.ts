import { exitCodes } from '@aim/core';
import { planRotation, type LogRotation, type RotationResult } from '@aim/environment';
import { openAudit, rotatedLogs, rotateLogs, type Settings } from '@aim/runtime';
import type { CommandResult, TextStyle } from '../result.js';
import { marks } from './marks.js';

const states: Readonly<Record<Exclude<LogRotation['state'], 'rotate'>, string>> = {
  small: 'small enough',
  missing: 'not there',
  single: 'due, but maxFiles is 1: it stays',
  link: 'a symbolic link: it stays',
  not_file: 'no file: it stays',
  unreadable: 'cannot be looked at',
};

/** Rotates the log files that have grown too large. */
export async function rotate(
  settings: Settings,
  { dryRun, notice }: { readonly dryRun: boolean; readonly notice: (message: string) => void },
): Promise<CommandResult> {
  const { logFiles, namesAuditLog } = rotatedLogs(settings);
  if (namesAuditLog) {
    notice('warning: the audit log is not rotated here: its files are chained to each other');
  }
  const plan = planRotation(logFiles, settings);
  const results = dryRun ? [] : await rotateLogs(settings, plan, { audit: openAudit(settings).append });
  const logs = plan.map(({ path, state, size, moves, remove }, index) => ({
    path,
    state,
    size: size ?? null,
    moves,
    remove,
    rotated: results[index]?.rotated ?? false,
    ...errorOf(results[index]),
  }));
  const failed = logs.some((log) => 'error' in log);
  return {
    json: {
      dry_run: dryRun,
      changed: logs.some(({ state, rotated }) => (dryRun ? state === 'rotate' : rotated)),
      logs,
    },
    text: (style) =>
      logs.length === 0
        ? 'Nothing to do: environment.observability.logFiles names no file'
        : logs.map((log) => line(log, style)).join('\n'),
    exitCode: failed ? exitCodes.command : exitCodes.ok,
  };

  function line(log: (typeof logs)[number], style: TextStyle): string {
    const { done, failed: bad, detail } = marks(style);
    if ('error' in log) return bad(`${log.path}: not rotated (${log.error})`);
    if (log.state !== 'rotate') return detail(`${log.path}: ${states[log.state]}`);
    if (dryRun) return done(`${log.path}: would be rotated`);
    return log.rotated
      ? done(`${log.path}: rotated`)
      : detail(`${log.path}: someone else has rotated it meanwhile`);
  }
}

function errorOf(result: RotationResult | undefined): { readonly error?: string } {
  return result?.error === undefined ? {} : { error: result.error };
}
