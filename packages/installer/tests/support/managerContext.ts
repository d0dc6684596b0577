import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Runner, RunRequest, RunResult } from '@aim/core';
import { createRunner } from '@aim/exec';
import { ran } from '../../../../tools/testing/ran.mjs';
import type { ManagerContext, PackageSpec } from '../../src/index.js';

/** Where managers run: nothing of the real user's environment but the directories of the system's programs. */
export function managerContext(home: string, changes: Partial<ManagerContext> = {}): ManagerContext {
  return {
    run: createRunner({ graceMs: 100 }),
    platform: process.platform,
    env: { PATH: [join(home, 'programs'), '/usr/bin', '/bin'].join(delimiter), HOME: home },
    home,
    timeoutMs: 60_000,
    ...changes,
  };
}

/** Writes a shell script as a program that is first on the PATH of `managerContext`; each call's arguments are logged. */
export function fakeProgram(
  home: string,
  name: string,
  script: string,
): { readonly calls: () => readonly string[][] } {
  const file = join(home, 'programs', name);
  const log = join(home, `${name}.log`);
  put(
    file,
    `#!/bin/sh\nfor word in "$@"; do printf '%s\\n' "$word"; done >> '${log}'; echo '#' >> '${log}'\n${script}\n`,
  );
  chmodSync(file, 0o755);
  return {
    calls: () =>
      existsSync(log)
        ? readFileSync(log, 'utf8')
            .split('#\n')
            .slice(0, -1)
            .map((call) => call.split('\n').slice(0, -1))
        : [],
  };
}

export interface FakeRuns {
  readonly run: Runner;
  readonly requests: readonly RunRequest[];
}

/** A Runner that starts nothing and answers as it is told. */
export function fakeRuns(answer: (request: RunRequest) => Partial<RunResult>): FakeRuns {
  const requests: RunRequest[] = [];
  const run: Runner = (request) => {
    requests.push(request);
    return Promise.resolve(ran(answer(request)));
  };
  return { run, requests };
}

export function put(file: string, text = ''): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

export function directoryIn(parent: string, name: string): string {
  const path = join(parent, name);
  mkdirSync(path, { recursive: true });
  return path;
}

/** `name@version` → its parts. */
export function spec(text: string): PackageSpec {
  const at = text.lastIndexOf('@');
  return { name: text.slice(0, at), version: text.slice(at + 1) };
}
