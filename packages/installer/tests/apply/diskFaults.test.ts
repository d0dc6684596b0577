import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AimError } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { countFaults, thorough } from '../../../../tools/testing/faults.mjs';
import { pendingInstallation } from '../../src/index.js';
import { answers } from '../support/environment.js';
import { systemError, watchedFs } from '../support/faultyFs.js';
import { tempDir } from '../support/tempDir.js';
import { actions, tools, upgradeEffects } from '../support/upgradeWorker.js';

const all = (version: number): Record<string, string> =>
  Object.fromEntries(tools.map((name) => [name, `${name} ${version}`]));

async function prepare() {
  const base = tempDir();
  const template = join(base, 'template');
  mkdirSync(template);
  await actions.old(upgradeEffects(template));
  let copies = 0;
  return (): string => {
    const path = join(base, `home-${(copies += 1)}`);
    cpSync(template, path, { recursive: true, verbatimSymlinks: true });
    return path;
  };
}

describe.skipIf(process.platform === 'win32')('a failing disk during an upgrade', () => {
  it.each([
    ['ENOSPC', 'once'],
    ['EIO', 'from then on'],
  ] as const)(
    'keeps every tool at its old or new version with %s at any call, %s',
    async (code, lasting) => {
      const saw = countFaults('install', `${code} at every call, ${lasting}`);
      const copy = await prepare();
      let calls = 0;
      await actions.new(upgradeEffects(copy(), { fs: watchedFs({ after: (call) => void (calls = call) }) }));
      expect(calls).toBeGreaterThan(30);
      const stride = thorough ? 1 : lasting === 'once' ? 13 : 23;
      for (let failing = 1; failing <= calls; failing += stride) {
        const home = copy();
        const root = join(home, 'tools');
        const before = (call: number): void => {
          if (lasting === 'once' ? call === failing : call >= failing) throw systemError(code);
        };
        const outcome = await actions
          .new(upgradeEffects(home, { fs: watchedFs({ before }) }))
          .catch((error: unknown) => error);
        if (outcome instanceof Error) {
          expect(outcome, `at call ${failing}`).toBeInstanceOf(AimError);
          expect((outcome as AimError).message).toContain(code);
        }
        expect([all(1), all(2)], `with ${code} at call ${failing}`).toContainEqual(answers(root));

        const pending = pendingInstallation(root);
        if (pending !== undefined) await actions.rollback(upgradeEffects(home));
        expect(pendingInstallation(root)).toBeUndefined();
        const version = answers(root).a === 'a 2' ? 2 : 1;
        saw(version === 2 ? 'after' : pending === undefined ? 'before' : 'before, undone by --rollback');
        expect(answers(root)).toEqual(all(version));
        expect(readFileSync(join(home, 'machine/s'), 'utf8')).toBe(String(version));
        expect((await actions.new(upgradeEffects(home))).status).toBe(
          version === 2 ? 'nothing_to_do' : 'done',
        );
      }
    },
    thorough ? 900_000 : 120_000,
  );
});
