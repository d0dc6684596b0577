import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Path of the session bus's socket, as `net.connect` takes it; `undefined` when there is no session bus. */
export function busSocket(env: Readonly<Record<string, string | undefined>>): string | undefined {
  for (const address of (env['DBUS_SESSION_BUS_ADDRESS'] ?? '').split(';')) {
    const [, kind, path] = /^unix:(?:.*,)?(path|abstract)=([^,]+)/.exec(address) ?? [];
    const plain = path === undefined ? undefined : unescaped(path);
    if (plain !== undefined) return (kind === 'abstract' ? '\0' : '') + plain;
  }
  const runtime = env['XDG_RUNTIME_DIR'];
  const usual = runtime ? join(runtime, 'bus') : undefined;
  return usual !== undefined && existsSync(usual) ? usual : undefined;
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
