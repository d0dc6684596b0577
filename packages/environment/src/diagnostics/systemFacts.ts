import type { DiagnosticsEffects } from './DiagnosticsInput.js';

/** The machine's own facts, where the caller gives no others. */
export function systemFacts(given: Partial<DiagnosticsEffects> = {}): DiagnosticsEffects {
  const os = process.getBuiltinModule('node:os');
  return {
    env: given.env ?? process.env,
    platform: given.platform ?? process.platform,
    hostname: given.hostname ?? os.hostname(),
    username: given.username ?? usernameOf(os),
    os: given.os ?? `${os.type()} ${os.release()} ${os.arch()}`,
    nodeVersion: given.nodeVersion ?? process.versions.node,
    now: given.now ?? Date.now,
  };
}

// A container may run as a user that has no name.
function usernameOf(os: { readonly userInfo: () => { readonly username: string } }): string {
  try {
    return os.userInfo().username;
  } catch {
    return '';
  }
}
