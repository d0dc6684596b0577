import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { startBuilt, type BuiltOutcome, type BuiltRun } from '../../../apps/cli/tests/support/builtAim.js';
import { endOrphans } from '../../../apps/cli/tests/support/endOrphans.js';
import { useLoopbackTools, type LoopbackTools } from '../../../apps/cli/tests/support/loopbackTools.js';
import { useTempHome, type TempHome } from '../../../apps/cli/tests/support/tempHome.js';
import type { Operation } from './operations.js';

/** A throw-away machine on which the built command is harmed. */
export interface Machine {
  readonly home: TempHome;
  readonly tools: LoopbackTools;
  readonly start: (argv: readonly string[], options?: StartOptions) => BuiltRun;
  /** Runs the command, which has to succeed. */
  readonly ok: (argv: readonly string[], stdin?: string) => Promise<BuiltOutcome>;
  /** A machine as new, prepared for the operation. */
  readonly prepare: (operation: Operation) => Promise<void>;
  /** What the operation leaves: before it, after it, and after two different ones. */
  readonly states: (operation: Operation) => Promise<States>;
}

interface StartOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Found {
  readonly state: string;
  readonly record: string | undefined;
}

interface States {
  readonly before: Found;
  readonly after: Found;
  readonly both: string;
}

export function useMachine(): Machine {
  const home = useTempHome();
  const tools = useLoopbackTools(home);
  // Making it writes npm's settings, which must not meet the fault.
  let made: Readonly<Record<string, string>> | undefined;
  // Installing takes seconds, so it is done once a test, and from then on there is a copy of what it made.
  const copies = new Map<Operation, string>();
  beforeEach(() => {
    made = undefined;
  });
  afterEach(() => {
    endOrphans(home.aimHome);
    for (const copy of copies.values()) rmSync(copy, { recursive: true });
    copies.clear();
  });
  const clear = (): void => {
    endOrphans(home.aimHome);
    for (const name of readdirSync(home.root)) {
      rmSync(join(home.root, name), { recursive: true, force: true, maxRetries: 5 });
    }
  };
  const make = async (operation: Operation): Promise<void> => {
    for (const name of ['home', 'project', 'bin', 'tmp']) mkdirSync(join(home.root, name), { mode: 0o700 });
    made = tools.env;
    await operation.prepare(machine);
    if (operation.online !== true) return;
    const copy = mkdtempSync(join(tmpdir(), 'aim-faults-prepared-'));
    copies.set(operation, copy);
    execFileSync('cp', ['-a', `${home.root}/.`, copy]);
  };
  const machine: Machine = {
    home,
    tools,
    start: (argv, { stdin, env } = {}) =>
      startBuilt(home, argv, {
        env: { ...(made ??= tools.env), ...env },
        ...(stdin !== undefined && { stdin }),
      }),
    async ok(argv, stdin = '') {
      const outcome = await machine.start(argv, { stdin }).ended;
      if (outcome.exitCode !== 0) {
        throw new Error(
          `aim ${argv.join(' ')} ended with ${outcome.exitCode}: ${outcome.stdout}${outcome.stderr}`,
        );
      }
      return outcome;
    },
    async prepare(operation) {
      clear();
      const copy = copies.get(operation);
      if (copy === undefined) await make(operation);
      else execFileSync('cp', ['-a', `${copy}/.`, home.root]);
    },
    async states(operation) {
      await machine.prepare(operation);
      const look = async () => ({
        state: await operation.state(machine),
        record: await operation.record?.(machine),
      });
      const before = await look();
      await machine.ok(operation.argv, operation.stdin);
      const after = await look();
      await machine.ok(operation.other ?? operation.argv, operation.stdin);
      return { before, after, both: await operation.state(machine) };
    },
  };
  return machine;
}
