import { profileLines } from './profileLines.js';
import { profilePaths } from './profilePaths.js';
import { loginShell } from './ShellKind.js';
import type { VariablesEffects } from './VariablesEffects.js';
import type { VariablesRequest } from './VariablesRequest.js';

/** The profiles that a request is about, each with the lines of its block. */
export function profileTargets(
  request: VariablesRequest,
  effects: Required<VariablesEffects>,
): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, readonly string[]>();
  for (const shell of request.shells ?? [loginShell(effects.env)]) {
    const paths = profilePaths(shell, effects, (path) => effects.files.entry(path) !== undefined);
    for (const path of paths) lines.set(path, profileLines(shell, request));
  }
  return lines;
}
