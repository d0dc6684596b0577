import { createHash } from 'node:crypto';
import type { UnitOutcome } from '../state/RunRecord.js';
import type { Check } from './Check.js';
import { invokeCapability } from './invokeCapability.js';
import { limitDetails, tail } from './limitDetails.js';
import { programOf } from './programOf.js';
import type { WorkstreamContext } from './RunContext.js';
import { runProgram } from './runProgram.js';

/** Makes one check in the working tree. */
export async function runCheck(context: WorkstreamContext, check: Check): Promise<UnitOutcome> {
  const { tree, workstream } = context;
  const made = await makeCheck(context, check);
  const commit = await tree.endCheck(context.mayChange, `${workstream.id}: ${check.name}`);
  return {
    success: made.success,
    message: made.success ? '' : made.message,
    details: made.details,
    ...(commit !== undefined && { commit }),
    ...(!made.success && digests(made.text, tree.path)),
  };
}

interface MadeCheck {
  readonly success: boolean;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly text: string;
}

async function makeCheck(context: WorkstreamContext, check: Check): Promise<MadeCheck> {
  const program = programOf(check, context.plan.profiles);
  if (program) {
    const secrets = check.kind === 'profile' && check.args === undefined;
    const result = await runProgram(context, program, { secrets });
    const { exit_code, stderr, stdout, success, timed_out } = result;
    const ending = timed_out
      ? `ran longer than ${program.timeoutSec} s`
      : `ended with exit code ${exit_code}`;
    const text = `${exit_code}\n${stdout}\n${stderr}`;
    return { success, message: `${check.name} ${ending}.`, details: { ...result }, text };
  }
  const capability = check.kind === 'capability' ? check.capability : check.name;
  const { content, findings = 0, message, success } = await invokeCapability(context, { capability });
  const details = { capability, message: tail(message), content: limitDetails(content) };
  const output = [content?.['stdout'], content?.['stderr']].filter((part) => typeof part === 'string');
  const text = [message, ...output].join('\n');
  return { success: success && findings === 0, message: `${check.name}: ${message}`, details, text };
}

/** The signature passes over numbers: line numbers, times and counts change from one attempt to the next. */
function digests(text: string, tree: string): { output: string; signature: string } {
  const placeless = text.replaceAll(tree, '');
  return { output: sha256(placeless), signature: sha256(placeless.replace(/\d+(?:\.\d+)?/g, '#')) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
