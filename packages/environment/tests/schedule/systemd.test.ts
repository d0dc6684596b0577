import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alertsJob,
  applySchedule,
  healthJob,
  planSchedule,
  planScheduleRemoval,
  scheduleStatus,
  type ScheduledJob,
  type ScheduleEffects,
} from '../../src/index.js';
import { quoteSystemd } from '../../src/quoting/quoteSystemd.js';
import { recordingRunner } from '../support/recordingRunner.js';
import { run, shellPath } from '../support/shells.js';
import { tempDir } from '../support/tempDir.js';
import { writeProgram } from '../support/writeProgram.js';

const job = healthJob({
  aim: ['/opt/a b/aim', '--config', '/c'],
  intervalMinutes: 45,
  environment: { PATH: '/usr/bin' },
});

/** A user on a Linux machine whose manager answers as told: 0 active, 3 inactive, 1 not running. */
function linuxUser(isActive: () => number = () => 3) {
  const home = tempDir();
  const recorder = recordingRunner(({ args }) => ({ exitCode: args[1] === 'is-active' ? isActive() : 0 }));
  const effects: ScheduleEffects = {
    home,
    stateDir: join(home, 'state'),
    platform: 'linux',
    env: { XDG_RUNTIME_DIR: '/run/user/1', SECRET: 'x' },
    runner: recorder.runner,
    find: (tool) => (tool === 'systemctl' ? '/usr/bin/systemctl' : undefined),
  };
  const units = join(home, '.config', 'systemd', 'user');
  return {
    home,
    units,
    effects,
    recorder,
    install: async (wanted: ScheduledJob = job) =>
      applySchedule(await planSchedule(wanted, effects), effects),
    remove: async (name = job.name) => applySchedule(await planScheduleRemoval(name, effects), effects),
  };
}

describe.skipIf(process.platform === 'win32')('a systemd job', () => {
  it('is a service and a timer, linked, and told to the manager', async () => {
    const user = linuxUser();
    expect(await user.install()).toEqual({ changed: true, notes: [] });
    expect(readFileSync(join(user.units, 'aim-health-check.service'), 'utf8')).toBe(
      [
        '[Unit]',
        'Description=AIM health check',
        'StartLimitIntervalSec=2695',
        'StartLimitBurst=4',
        '',
        '[Service]',
        'Type=oneshot',
        'Environment="PATH=/usr/bin"',
        'ExecStart="/opt/a b/aim" "--config" "/c" "health" "check" "--json"',
        'SuccessExitStatus=9',
        'TimeoutStartSec=10min',
        'Nice=10',
        'Restart=on-failure',
        'RestartSec=10',
        '',
      ].join('\n'),
    );
    expect(readFileSync(join(user.units, 'aim-health-check.timer'), 'utf8')).toContain(
      'OnUnitActiveSec=45min\n',
    );
    expect(readlinkSync(join(user.units, 'timers.target.wants', 'aim-health-check.timer'))).toBe(
      join(user.units, 'aim-health-check.timer'),
    );
    expect(user.recorder.commands()).toEqual([
      'systemctl --user is-active --quiet aim-health-check.timer',
      'systemctl --user daemon-reload',
      'systemctl --user restart aim-health-check.timer',
    ]);
    expect(user.recorder.requests[0]?.env).toEqual({ XDG_RUNTIME_DIR: '/run/user/1' });
  });

  it('is not touched the second time', async () => {
    let active = 3;
    const user = linuxUser(() => active);
    await user.install();
    active = 0;
    user.recorder.requests.length = 0;
    expect(await user.install()).toEqual({ changed: false, notes: [] });
    expect(user.recorder.requests).toHaveLength(1);
    expect(await user.install({ ...job, timing: { kind: 'periodic', minutes: 5 } })).toMatchObject({
      changed: true,
    });
  });

  it('is started again when it was stopped', async () => {
    const user = linuxUser();
    await user.install();
    expect((await planSchedule(job, user.effects)).after).toHaveLength(2);
    expect((await user.install()).changed).toBe(true);
  });

  it('is written where no user manager runs, which is said; the second time nothing changes', async () => {
    const user = linuxUser(() => 1);
    const first = await user.install();
    expect(first.changed).toBe(true);
    expect(first.notes).toEqual([expect.stringContaining('user manager does not run here')]);
    expect(existsSync(join(user.units, 'aim-health-check.timer'))).toBe(true);
    expect(await user.install()).toMatchObject({ changed: false });
    expect(user.recorder.commands().every((command) => command.includes('is-active'))).toBe(true);
    expect((await user.remove()).changed).toBe(true);
    expect((await user.remove()).changed).toBe(false);
  });

  it('says it when the manager refuses the change', async () => {
    const user = linuxUser();
    const { runner } = recordingRunner(({ args }) => ({
      exitCode: args[1] === 'restart' ? 5 : 3 * Number(args[1] === 'is-active'),
    }));
    const effects = { ...user.effects, runner };
    const result = await applySchedule(await planSchedule(job, effects), effects);
    expect(result.notes).toEqual([expect.stringContaining('systemctl ended with 5')]);
  });

  it('replaces a link or file in its way, and its periodic form when it becomes continuous', async () => {
    const user = linuxUser();
    mkdirSync(join(user.units, 'timers.target.wants'), { recursive: true });
    writeFileSync(join(user.units, 'timers.target.wants', 'aim-health-check.timer'), '');
    await user.install();
    expect(
      lstatSync(join(user.units, 'timers.target.wants', 'aim-health-check.timer')).isSymbolicLink(),
    ).toBe(true);
    await user.install({ ...job, timing: { kind: 'continuous' } });
    expect(existsSync(join(user.units, 'aim-health-check.timer'))).toBe(false);
    expect(existsSync(join(user.units, 'default.target.wants', 'aim-health-check.service'))).toBe(true);
  });

  it('is stopped and leaves nothing behind when it is removed', async () => {
    const user = linuxUser(() => 0);
    await user.install();
    user.recorder.requests.length = 0;
    expect(await user.remove()).toEqual({ changed: true, notes: [] });
    expect(user.recorder.commands().slice(1)).toEqual([
      'systemctl --user stop aim-health-check.timer aim-health-check.service',
      'systemctl --user daemon-reload',
    ]);
    expect(existsSync(join(user.units, 'aim-health-check.service'))).toBe(false);
    expect(existsSync(join(user.units, 'timers.target.wants'))).toBe(false);
  });

  it('tells its status', async () => {
    let active = 3;
    const user = linuxUser(() => active);
    expect(await scheduleStatus(job.name, user.effects)).toEqual({
      scheduler: 'systemd',
      job: job.name,
      installed: false,
      active: false,
      files: [],
    });
    await user.install();
    active = 0;
    expect(await scheduleStatus(job.name, user.effects)).toMatchObject({
      installed: true,
      active: true,
      files: { length: 3 },
    });
  });

  it('honours XDG_CONFIG_HOME', async () => {
    const user = linuxUser();
    const plan = await planSchedule(job, { ...user.effects, env: { XDG_CONFIG_HOME: '/x' } });
    expect(plan.write[0]?.path).toBe('/x/systemd/user/aim-health-check.service');
  });

  it.each([
    ['a relative program', { command: ['aim'] as const }],
    ['a line break', { command: ['/aim', 'a\nb'] as const }],
    ['a bad name', { name: '../x' }],
    ['a bad variable', { environment: { 'A B': 'x' } }],
    ['an interval of nothing', { timing: { kind: 'periodic', minutes: 0 } as const }],
    ['a fraction of a minute', { timing: { kind: 'periodic', minutes: 1.5 } as const }],
  ])('is refused with %s', async (_title, changes) => {
    const user = linuxUser();
    await expect(user.install({ ...job, ...changes })).rejects.toThrow(
      expect.objectContaining({ code: 'SCHEDULE_COMMAND' }),
    );
  });
});

const analyze = shellPath('systemd-analyze');

describe.skipIf(analyze === undefined)('systemd-analyze verify', () => {
  async function verified(wanted: ScheduledJob) {
    const user = linuxUser();
    await user.install(wanted);
    const names = (await scheduleStatus(wanted.name, user.effects)).files.filter(
      (path) => !path.includes('.wants'),
    );
    const env = {
      HOME: user.home,
      PATH: '/usr/bin:/bin',
      XDG_RUNTIME_DIR: user.home,
      SYSTEMD_UNIT_PATH: `${user.units}:/usr/lib/systemd/user`,
    };
    const result = await run({
      file: analyze!,
      args: ['--user', '--man=no', 'verify', ...names],
      env,
      timeoutMs: 20_000,
    });
    return {
      problems: result.stderr.split('\n').filter((line) => line.includes(wanted.name)),
      exitCode: result.exitCode,
    };
  }

  const programs = ['100% a $pro gram & 😀', `it's "a" back\\slash`];

  it.each(programs)('accepts the health check and the alerts started by %s', async (name) => {
    const awkward = ['%h', '$HOME', '${X}', ';', '', "'", '"', '\\', 'ä€', '\t', '-x'];
    const aim = [writeProgram(join(tempDir(), name), '#!/bin/sh\n'), ...awkward] as const;
    const environment = { PATH: '/a b:/%h/"x"\\:$y' };
    for (const wanted of [
      healthJob({ aim, intervalMinutes: 60, environment }),
      alertsJob({ aim, taskName: 'CLI_4663_Alerts', environment }),
    ]) {
      expect(await verified(wanted)).toEqual({ problems: [], exitCode: 0 });
    }
  });

  it('would find a program that is missing', async () => {
    const missing = await verified(healthJob({ aim: ['/nowhere/aim'], intervalMinutes: 60 }));
    expect(missing.problems.join()).toContain('/nowhere/aim');
  });
});

describe('a word in a unit file', () => {
  // What systemd does to it, as its manual says: take quotation marks and escapes away, then specifiers, then variables.
  const read = (word: string, place: 'argument' | 'program') => {
    const bare = word
      .slice(1, -1)
      .replace(/\\x([0-9a-f]{2})|\\(.)/g, (_all, hex?: string, plain?: string) =>
        hex === undefined ? plain! : String.fromCharCode(Number.parseInt(hex, 16)),
      );
    const specified = bare.replaceAll('%%', '%');
    return place === 'argument' ? specified.replaceAll('$$', '$') : specified;
  };

  it('reads back as it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '%', '$', '"', '\\', ' ', "'", '\t', 'ä', ';') }),
        (text) => {
          for (const place of ['argument', 'program'] as const) {
            const word = quoteSystemd(text, place);
            expect(word).toMatch(/^"(?:[^"\\]|\\.)*"$/);
            expect(word.replaceAll('%%', '')).not.toContain('%');
            expect(read(word, place)).toBe(text);
          }
        },
      ),
    );
  });
});
