import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stripVTControlCharacters } from 'node:util';

export interface TypedTerminal {
  /** Types this, and resolves once this is shown after it. */
  type(keys: string, until: string | RegExp): Promise<void>;
  /** All that was shown so far. */
  shown(): string;
  end(): Promise<void>;
}

/** Starts a program on a terminal of its own, by util-linux's `script`. */
export function typeInto(
  commandLine: string,
  options: { cwd: string; env: Readonly<Record<string, string>> },
): TypedTerminal {
  const child = spawn('script', ['-qfec', commandLine, '/dev/null'], options);
  let [shown, seen] = ['', 0];
  child.stdin.on('error', () => undefined);
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (shown += stripVTControlCharacters(chunk.toString())));
  const ended = once(child, 'close');
  const found = (until: string | RegExp): boolean =>
    typeof until === 'string' ? shown.slice(seen).includes(until) : until.test(shown.slice(seen));
  return {
    async type(keys, until) {
      seen = shown.length;
      child.stdin.write(keys);
      await new Promise<void>((resolve, reject) => {
        const look = (): void => {
          if (found(until)) resolve();
        };
        child.stdout.on('data', look);
        const tooLate = setTimeout(() => reject(new Error(`never shown: ${until}\n${shown}`)), 30_000);
        void ended.then(() => reject(new Error(`ended without showing ${until}\n${shown}`)));
        tooLate.unref();
        look();
      });
    },
    shown: () => shown,
    async end() {
      child.kill();
      await ended;
    },
  };
}
