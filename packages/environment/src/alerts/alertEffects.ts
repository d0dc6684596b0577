import { dirname } from 'node:path';
import { systemFs } from '@aim/core';
import { resolveCommand } from '@aim/exec';
import type { AlertEffects, PostRequest } from './AlertChannels.js';

/** Fills in the machine's own effects. */
export function alertEffects(given: AlertEffects): Required<AlertEffects> {
  const { env = process.env, platform = process.platform, webhookTimeoutMs = 10_000 } = given;
  return {
    runner: given.runner,
    env,
    platform,
    webhookTimeoutMs,
    find: given.find ?? ((tool) => resolveCommand(tool, { env, platform })),
    fetch: given.fetch ?? post,
    append: given.append ?? appendText,
  };
}

// An answer that is never read would keep its connection open.
async function post(...[url, init]: Parameters<PostRequest>): ReturnType<PostRequest> {
  const response = await fetch(url, init);
  await response.body?.cancel();
  return response;
}

// One write of a whole line in append mode: two watchers never mix their lines.
function appendText(path: string, text: string): void {
  systemFs.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  systemFs.appendFileSync(path, text, { mode: 0o600 });
}
