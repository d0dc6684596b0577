import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAuditLog, type AuditLogOptions } from '../../src/index.js';
import { tempDir } from './tempDir.js';

export const key = (): Uint8Array => Buffer.alloc(32, 7);

/** A log in a directory of its own, with a clock that ticks once a second from 2026-01-01 on. */
export function openSample(options: Partial<AuditLogOptions> = {}) {
  const dir = join(tempDir(), 'audit');
  const path = join(dir, 'audit.jsonl');
  let seconds = 0;
  const all: AuditLogOptions = {
    path,
    key,
    clock: () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)),
    user: 'ann',
    sessionId: '0123abcd',
    ...options,
  };
  return { dir, path, headPath: join(dir, 'audit.head.json'), options: all, log: openAuditLog(all) };
}

/** A log of `count` small events. */
export async function writtenSample(count: number, options: Partial<AuditLogOptions> = {}) {
  const sample = openSample(options);
  for (let number = 1; number <= count; number += 1) {
    await sample.log.append({ type: 'tool_invoke', message: `event ${number}`, details: { tool: 'aider' } });
  }
  return sample;
}

export function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').slice(0, -1);
}

export function writeLines(path: string, lines: readonly string[]): void {
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: failed`), { code });
}
