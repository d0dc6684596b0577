import { AimError } from '@aim/core';
import { isPreflightFailure, type PreflightFailure } from '../preflightFailure.js';

/** An error as Nx shows it: the first line as title, the others below. A bug is passed on as it is, with its stack. */
export function nxError(error: unknown): unknown {
  if (!(error instanceof AimError)) return error;
  const lines = isPreflightFailure(error) ? preflightLines(error) : [error.message, error.hint];
  const shown = new Error(lines.filter((line) => line !== undefined).join('\n'), { cause: error });
  shown.name = error.code;
  // Nx advises to look at the stack wherever there is one; here it would tell nothing.
  shown.stack = '';
  return shown;
}

function preflightLines({ details: { report, workstream } }: PreflightFailure): readonly string[] {
  const of = workstream === undefined ? '' : ` of workstream '${workstream}'`;
  const failed = report.checks.filter(({ status }) => status === 'fail');
  return [
    `The preflight${of} failed; no task was started.`,
    ...failed.flatMap(({ name, message, fix }) => [
      `- ${name}: ${message}`,
      ...(fix === undefined ? [] : [`  ${fix}`]),
    ]),
    'To go on nonetheless, set AIM_PREFLIGHT_OVERRIDE to the reason, which is recorded.',
  ];
}
