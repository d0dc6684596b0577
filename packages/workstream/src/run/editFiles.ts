import type { UnitOutcome } from '../state/RunRecord.js';
import { editCapability, invokeCapability } from './invokeCapability.js';
import { limitDetails } from './limitDetails.js';
import type { WorkstreamContext } from './RunContext.js';
import { runProgram } from './runProgram.js';
import type { RunPlan } from './RunPlan.js';
import type { Workstream } from '../format/Workstream.js';
import type { ToolProfile } from '../profiles/ToolProfile.js';

/**
 * The profile that does the edit itself: that of the workstream's tool, when it asks for no capability and the tool is
 * no AI tool, which goes through routing.
 */
export function editProfile(workstream: Workstream, { profiles = {} }: RunPlan): ToolProfile | undefined {
  const { capability, tool } = workstream;
  const profile = capability === undefined && Object.hasOwn(profiles, tool) ? profiles[tool] : undefined;
  return profile?.type === 'ai' ? undefined : profile;
}

/** Lets a tool edit the files and holds it to the workstream's scope. */
export async function editFiles(context: WorkstreamContext, addition?: string): Promise<UnitOutcome> {
  const { tree, workstream } = context;
  await tree.beginEdit();
  const edit = await applyEdit(context, addition);
  const files = await tree.endEdit(
    context.mayChange,
    `${workstream.id}: ${addition === undefined ? 'edit' : 'fix'}`,
  );
  const problem = scopeProblem(files) ?? (edit.success ? undefined : edit.message);
  return {
    success: problem === undefined,
    message: problem ?? edit.message,
    details: { ...edit.details, files_changed: files.changed, files_outside_scope: files.outside },
    ...(files.commit !== undefined && { commit: files.commit }),
  };
}

async function applyEdit(context: WorkstreamContext, addition: string | undefined): Promise<UnitOutcome> {
  const { plan, workstream } = context;
  const profile = editProfile(workstream, plan);
  if (profile) {
    const result = await runProgram(context, profile, { secrets: true });
    const message = result.success ? '' : `${profile.id} ended with exit code ${result.exit_code}.`;
    return { success: result.success, message, details: { ...result } };
  }
  const capability = workstream.capability ?? editCapability;
  const result = await invokeCapability(context, { capability, ...(addition !== undefined && { addition }) });
  const content = limitDetails(result.content);
  return { success: result.success, message: result.message, details: { capability, content } };
}

function scopeProblem(files: { outside: readonly string[]; problem?: string }): string | undefined {
  if (files.problem !== undefined) return files.problem;
  if (files.outside.length === 0) return undefined;
  const named = files.outside.slice(0, 5).join(', ');
  const more = files.outside.length > 5 ? ` and ${files.outside.length - 5} more` : '';
  return `Files outside of files_scope and files_create were changed: ${named}${more}.`;
}
