import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, startBuilt } from '../support/builtAim.js';
import { useLoopbackTools } from '../support/loopbackTools.js';
import { useTempHome } from '../support/tempHome.js';

const home = useTempHome();
const machine = useLoopbackTools(home);

const command = (name: string): string => join(home.aimHome, 'data', 'tools', 'current', 'bin', name);
const versionOf = (name: string): string =>
  execFileSync(command(name), ['--version'], { env: machine.env, encoding: 'utf8' }).trim();

/** Kills a setup that brings `one` to 1.1.0 and adds `two` while the registry holds back the archive of `two`. */
async function interrupt(): Promise<void> {
  machine.publish('one', '1.0.0', '1.1.0');
  machine.publish('two', '2.0.0');
  machine.configure({ versionPins: { npm: { one: '1.0.0' } } });
  await machine.aim(['setup', '--tools-only']);
  machine.configure({ versionPins: { npm: { one: '1.1.0', two: '2.0.0' } } });
  const held = machine.registry.fail(/two.*\.tgz$/, 'hang');
  const run = startBuilt(home, ['setup', '--tools-only'], { env: machine.env });
  await Promise.race([machine.registry.requested(/two.*\.tgz$/), run.ended]);
  run.child.kill('SIGKILL');
  await run.ended;
  held.remove();
}

describe('an installation that was killed', () => {
  beforeAll(ensureBuilt);

  it('leaves the old tools working, is mentioned by the next command, and is completed by --resume', async () => {
    await interrupt();
    expect(versionOf('one')).toBe('1.0.0');
    const next = await machine.aim(['version', 'check']);
    expect(next.stderr).toMatch(/the installation of .* was interrupted \('aim setup --resume' completes it/);
    const resumed = await machine.aim(['setup', '--resume']);
    expect(resumed).toMatchObject({ exitCode: 0 });
    expect([versionOf('one'), versionOf('two')]).toEqual(['1.1.0', '2.0.0']);
    expect((await machine.aim(['version', 'check'])).stderr).toBe('');
  });

  it('is undone by --rollback', async () => {
    await interrupt();
    expect((await machine.aim(['setup', '--rollback'])).exitCode).toBe(0);
    expect(versionOf('one')).toBe('1.0.0');
    expect(existsSync(command('two'))).toBe(false);
    expect((await machine.aim(['version', 'check'])).stderr).toBe('');
  });

  it('stops the next installation until it is settled one way or the other', async () => {
    await interrupt();
    const refused = await machine.aim(['setup', '--tools-only', '--json']);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stdout).toMatch(/aim setup --resume/);
    expect(versionOf('one')).toBe('1.0.0');
  });
});
