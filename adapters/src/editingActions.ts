import type { RunResult } from '@aim/core';
import type { Action, Task } from './action.js';

/** The two capabilities in which a tool edits files. Both are asked the same way: the prompt says which it is. */
export function editingActions(action: Pick<Action, 'build' | 'parse' | 'fallback'>): Record<string, Action> {
  const editing: Action = { ...action, edits: true };
  return { code_generation: editing, refactoring: editing };
}

/** The prompt with the files it is about, for tools that take no file arguments. */
export function promptWithFiles(prompt: string, { files }: Task): string {
  if (files.length === 0) return prompt;
  return `${prompt}\n\nFiles to work on:\n${files.map((file) => `- ${file}`).join('\n')}\n`;
}

/** The last lines of what a tool printed on its error stream, or else on its output: enough for a message. */
export function lastWords({ stderr, stdout, exitCode }: RunResult): string {
  const lines = (stderr.trim() || stdout.trim()).split(/\r?\n/);
  return lines.slice(-3).join('\n').slice(-500) || `exit code ${exitCode}`;
}
