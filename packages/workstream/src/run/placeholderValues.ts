import type { Workstream } from '../format/Workstream.js';
import type { PlaceholderValues } from '../profiles/expandPlaceholders.js';
import type { RunPlan } from './RunPlan.js';

/** The placeholders that every run fills in, beside the plan's own. */
export const runPlaceholders = [
  'base_root',
  'cwd',
  'files',
  'message',
  'prompt_file',
  'repo_root',
  'run_id',
  'worktree_path',
  'ws_id',
] as const;

export interface PlaceholderInput {
  readonly workstream: Workstream;
  readonly plan: RunPlan;
  readonly runId: string;
  /** The working tree. */
  readonly path: string;
  readonly root: string;
  readonly promptFile: string;
}

/** `repo_root` is the working tree: a check of the user's own tree would not see the edit. */
export function placeholderValues(input: PlaceholderInput): PlaceholderValues {
  const { workstream, plan, runId, path, root, promptFile } = input;
  const own: Record<(typeof runPlaceholders)[number], string | readonly string[]> = {
    base_root: root,
    cwd: path,
    files: workstream.files_scope,
    message: workstream.tasks.join('\n'),
    prompt_file: promptFile,
    repo_root: path,
    run_id: runId,
    worktree_path: path,
    ws_id: workstream.id,
  };
  return { ...plan.placeholders, ...own };
}
