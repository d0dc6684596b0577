import type { Runner } from '@aim/core';
import { remoteMount, type Mount } from './remoteMount.js';

export interface ReachOptions {
  readonly platform: NodeJS.Platform;
  readonly run: Runner;
  /** Absolute path of a Node. */
  readonly node: string;
  readonly env: () => Readonly<Record<string, string>>;
  /** What is mounted where; none on platforms whose paths tell. */
  readonly mounts: () => readonly Mount[];
}

/** Whether calls to a path will come back. */
export type Reach = (path: string, signal: AbortSignal) => Promise<boolean>;

const patienceMs = 1000;
const question = 'require("fs").statfsSync(process.argv[1])';

/**
 * A call to a dead network share never returns and cannot be cancelled, and a process with such a call pending cannot
 * even exit. So each share is first asked by a child process, once; local paths cost nothing.
 */
export function createReach({ platform, run, node, env, mounts }: ReachOptions): Reach {
  const answers = new Map<string, Promise<boolean>>();
  return async (path, signal) => {
    const share = remoteMount(path, platform, mounts());
    if (share === undefined) return true;
    const answer = answers.get(share) ?? ask(share, signal);
    answers.set(share, answer);
    return answer;
  };

  async function ask(share: string, signal: AbortSignal): Promise<boolean> {
    const request = { file: node, args: ['-e', question, share], env: env(), timeoutMs: patienceMs, signal };
    const { timedOut, aborted, startError } = await run({ ...request, maxOutputBytes: 1024 });
    return !timedOut && !aborted && startError === undefined;
  }
}
