import { AimError, exitCodes } from '@aim/core';
import { openAudit, workstreamEffects, type Settings } from '@aim/runtime';
import { listRuns, runWorkstreams, type RunPlan, type WorkstreamEvent } from '@aim/workstream';
import type { Terminal } from '../context.js';
import { openVaultFor } from '../openVaultFor.js';
import type { CommandResult } from '../result.js';
import { eventLine } from './eventLine.js';
import { missingLines } from './missingLines.js';
import { renderRun, resumeHint } from './renderRun.js';

export interface RunPresentation {
  readonly terminal: Terminal;
  readonly notice: (message: string) => void;
  readonly json: boolean;
  readonly verbose: boolean;
  /** Why to go on although something is missing. */
  readonly override?: string;
}

/** Runs a plan and tells on the way how it goes. An interrupted run is a result too, and says how to go on. */
export async function runPlan(
  settings: Settings,
  plan: RunPlan,
  { terminal, notice, json, verbose, override }: RunPresentation,
): Promise<CommandResult> {
  const { signal } = terminal;
  const audit = openAudit(settings).append;
  let started: string | undefined;
  const onEvent = (event: WorkstreamEvent): void => {
    if (event.type === 'run_started') started = event.run_id;
    const line = eventLine(event, verbose);
    if (line !== undefined) notice(line);
  };
  const effects = workstreamEffects(
    settings,
    { audit, openVault: (sink) => openVaultFor(settings, { terminal, audit: sink, notice }), signal },
    { onEvent, ...(override !== undefined && { overridePreflight: { reason: override } }) },
  );
  // What is asked to stop may be ended before it comes to a result.
  const tellHow = (): void => (started === undefined ? undefined : notice(resumeHint(started)));
  signal.addEventListener('abort', tellHow);
  try {
    const result = await runWorkstreams(plan, effects);
    return {
      json: result,
      text: (style) => renderRun(result, style),
      exitCode: result.final_status === 'done' ? exitCodes.ok : exitCodes.command,
    };
  } catch (error) {
    if (started !== undefined && signal.aborted) return interrupted(settings, started);
    if (error instanceof AimError && error.code === 'WORKSTREAM_PREFLIGHT_FAILED' && !json) {
      missingLines(error.details).forEach(notice);
    }
    throw error;
  } finally {
    signal.removeEventListener('abort', tellHow);
  }
}

function interrupted({ dirs }: Settings, runId: string): CommandResult {
  const results = listRuns(dirs.state).find((run) => run.runId === runId)?.results ?? [];
  return {
    json: { run_id: runId, final_status: 'interrupted', results },
    text: (style) => renderRun({ run_id: runId, final_status: 'interrupted', results }, style),
    exitCode: exitCodes.interrupted,
  };
}
