import { join } from 'node:path';
import { resumeInstallation, rollbackInstallation, type InstallEffects } from '../../src/index.js';
import { environment, install } from './environment.js';
import { watchedFs } from './faultyFs.js';
import { tinyManager, tinySystem } from './tinyManagers.js';

export const tools = ['a', 'b', 'c', 'd'];
const wants = (version: number): readonly string[] => [
  `pipx:a@${version}`,
  `pipx:b@${version}`,
  `npm:c@${version}`,
  `npm:d@${version}`,
  `brew:s@${version}`,
];

/** Two directory managers and one system manager, all of them real processes. */
export function upgradeEffects(home: string, changes: Partial<InstallEffects> = {}): InstallEffects {
  const managers = [
    tinyManager('pipx'),
    tinyManager('npm', { batches: true }),
    tinySystem('brew', join(home, 'machine')),
  ];
  return environment(home, managers, { lockWaitMs: 10_000, ...changes }).effects;
}

export const actions = {
  old: (effects: InstallEffects) => install(effects, ...wants(1)),
  new: (effects: InstallEffects) => install(effects, ...wants(2)),
  resume: resumeInstallation,
  rollback: rollbackInstallation,
};

/**
 * Runs one action and ends itself by force at a changing file system call: before the call of that number when it is
 * even, after it when it is odd. At its end it writes how many calls there
 * were, and which of them was the pointer's switch.
 */
export async function runUpgrade(home: string, action: keyof typeof actions, killAt: number): Promise<void> {
  let [calls, switchedAt] = [0, 0];
  const kill = (odd: boolean) => (call: number, name: string) => {
    calls = call;
    // The pointer's switch is the last rename of all.
    if (name === 'renameSync') switchedAt = call;
    if (call === killAt && (call % 2 === 1) === odd) process.kill(process.pid, 'SIGKILL');
  };
  process.stdout.write('ready\n');
  const effects = upgradeEffects(home, { fs: watchedFs({ before: kill(false), after: kill(true) }) });
  const { status } = await actions[action](effects);
  process.stdout.write(`${JSON.stringify({ status, calls, switchedAt })}\n`);
}
