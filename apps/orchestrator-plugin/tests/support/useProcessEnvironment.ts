import { afterEach, beforeEach } from 'vitest';
import type { Machine } from './machine.js';

/** Lets this process have the machine's environment for each test, since Nx's hooks and executors work with it. */
export function useProcessEnvironment(machine: Machine): void {
  let before: Record<string, string | undefined> = {};
  beforeEach(() => {
    before = { ...process.env };
    replace(machine.env);
  });
  afterEach(() => replace(before));
}

function replace(wanted: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(wanted, name)) delete process.env[name];
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) process.env[name] = value;
}
