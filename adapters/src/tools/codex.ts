import { join } from 'node:path';
import type { RunResult } from '@aim/core';
import type { Invocation, Reading, Task } from '../action.js';
import { defineAdapter } from '../defineAdapter.js';
import { editingActions, lastWords, promptWithFiles } from '../editingActions.js';
import { apiFailurePatterns, matchFailure } from '../failurePatterns.js';
import { asRecord, asRecords, asText, parseJson } from '../jsonOutput.js';
import { promptOf } from '../payload.js';
import { versionActions } from '../versionActions.js';

type Event = Readonly<Record<string, unknown>>;

function build(task: Task): Invocation {
  return {
    args: [
      'exec',
      '--json',
      '--color',
      'never',
      '--sandbox',
      'workspace-write',
      '--skip-git-repo-check',
      '-',
    ],
    stdin: promptWithFiles(promptOf(task.payload), task),
    env: apiKey(task),
  };
}

/**
 * codex reads a key from CODEX_API_KEY only. It gets the OpenAI key by that name unless someone has logged in,
 * since the key would then silently replace the account that pays.
 */
function apiKey({ env, exists }: Task): Readonly<Record<string, string>> {
  const key = env.OPENAI_API_KEY;
  if (!key || env.CODEX_API_KEY) return {};
  const home = env.CODEX_HOME || join(env.HOME || env.USERPROFILE || '', '.codex');
  return exists(join(home, 'auth.json')) ? {} : { CODEX_API_KEY: key };
}

function parse(output: RunResult): Reading {
  const events = output.stdout
    .split('\n')
    .map((line) => asRecord(parseJson(line)))
    .filter((event) => event !== undefined);
  const changes = events.flatMap(fileChanges);
  const reported = {
    modified: changes.filter(({ kind }) => kind !== 'add').map(({ path }) => path),
    created: changes.filter(({ kind }) => kind === 'add').map(({ path }) => path),
  };
  const completed = events.some(({ type }) => type === 'turn.completed');
  if (output.exitCode === 0 && completed) return { success: true, message: 'codex finished', reported };
  const words = errorText(events);
  return {
    success: false,
    reason: matchFailure(words || output.stderr, apiFailurePatterns) ?? 'tool_error',
    message: `failed: ${words.slice(0, 500) || lastWords(output)}`,
    reported,
  };
}

function fileChanges({ type, item }: Event): ReadonlyArray<{ path: string; kind: string }> {
  const done = asRecord(item);
  if (type !== 'item.completed' || done?.type !== 'file_change' || done.status === 'failed') return [];
  return asRecords(done.changes).map(({ path, kind }) => ({ path: asText(path), kind: asText(kind) }));
}

/** The message that ended the turn; retried errors come as events of their own and are not it. */
function errorText(events: readonly Event[]): string {
  const failed = events.findLast(({ type }) => type === 'turn.failed');
  const message = asText(asRecord(failed?.error)?.message);
  return message || asText(events.findLast(({ type }) => type === 'error')?.message);
}

/** Codex: edits files inside the working tree, in its own sandbox. */
export const codex = defineAdapter('codex', {
  ...versionActions(['--version']),
  ...editingActions({ build, parse }),
});
