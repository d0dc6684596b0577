import type { ToolProfiles } from './ToolProfile.js';
import { splitWords } from './splitWords.js';

/** What an entry of acceptance_tests or compensation_actions asks for. */
export type Action =
  | { readonly kind: 'command'; readonly words: readonly string[] }
  | { readonly kind: 'profile'; readonly profile: string; readonly args: readonly string[] }
  /** A sentence for people. */
  | { readonly kind: 'description' }
  | { readonly kind: 'unusable'; readonly problem: string };

export interface ActionLookup {
  readonly profiles: ToolProfiles;
  /** Whether there is a program of this name. */
  readonly isCommand: (name: string) => boolean;
}

/** First words that nobody starts a sentence with: without the program these are missing commands, not prose. */
const programs = new Set(
  (
    'bash bun cargo deno dotnet eslint git go gradle jest make mvn mypy node npm npx pnpm poetry powershell prettier ' +
    'pwsh pytest python python3 ruff sh tox tsc uv uvx vitest yarn'
  ).split(' '),
);

/**
 * Tells commands from prose, since the schema allows both: an entry is a command when its first word names a tool
 * profile, a program that is there or a well-known one, or when options follow that word.
 */
export function parseAction(entry: string, { profiles, isCommand }: ActionLookup): Action {
  const first = entry.trim().split(/\s+/, 1)[0] ?? '';
  const program = first.replace(/^["']|["']$/g, '');
  const looksRunnable = /^[\w.@/\\{}:+-]+$/.test(program) && !/^[A-Z][a-z]*$/.test(program);
  const isProfile = Object.hasOwn(profiles, program);
  const asksToRun =
    isProfile ||
    programs.has(program) ||
    (looksRunnable && (/^\.{0,2}\//.test(program) || /\s--?[A-Za-z]/.test(entry) || isCommand(program)));
  if (!asksToRun) return { kind: 'description' };
  const split = splitWords(entry.trim());
  if ('problem' in split) return { kind: 'unusable', problem: split.problem };
  const [, ...args] = split.words;
  return isProfile ? { kind: 'profile', profile: program, args } : { kind: 'command', words: split.words };
}
