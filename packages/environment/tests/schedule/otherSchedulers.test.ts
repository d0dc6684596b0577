import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applySchedule,
  healthJob,
  planSchedule,
  planScheduleRemoval,
  scheduleStatus,
  showSchedulePlan,
  type ScheduledJob,
  type ScheduleEffects,
} from '../../src/index.js';
import { quoteWindowsArgument } from '../../src/quoting/quoteWindowsArgument.js';
import { cronLine } from '../../src/schedule/cronLine.js';
import { memoryFiles } from '../support/memoryFiles.js';
import { recordingRunner } from '../support/recordingRunner.js';
import { run } from '../support/shells.js';
import { tempDir } from '../support/tempDir.js';
import { parseCommandLine } from '../support/windowsArguments.js';
import { echoProgram, writeProgram } from '../support/writeProgram.js';

const health = healthJob({ aim: ['/opt/aim'], intervalMinutes: 60 });
const coded = (code: string) => expect.objectContaining({ code });

function operations(effects: ScheduleEffects) {
  return {
    install: async (job: ScheduledJob) => applySchedule(await planSchedule(job, effects), effects),
    remove: async (name: string) => applySchedule(await planScheduleRemoval(name, effects), effects),
    status: (name: string) => scheduleStatus(name, effects),
  };
}

describe.skipIf(process.platform === 'win32')('launchd', () => {
  function macUser() {
    const home = tempDir();
    let loaded = false;
    const recorder = recordingRunner(({ args }) => {
      if (args[0] === 'print') return { exitCode: loaded ? 0 : 113 };
      loaded = args[0] === 'bootstrap';
      return {};
    });
    const effects: ScheduleEffects = {
      home,
      stateDir: join(home, 'state'),
      platform: 'darwin',
      env: {},
      runner: recorder.runner,
      uid: 501,
      find: (tool) => `/bin/${tool}`,
    };
    return {
      effects,
      recorder,
      plist: join(home, 'Library', 'LaunchAgents', 'aim-health-check.plist'),
      ...operations(effects),
    };
  }

  it('gets an agent, once', async () => {
    const user = macUser();
    const job = healthJob({
      aim: ['/opt/a&b <c>/aim'],
      intervalMinutes: 45,
      environment: { PATH: '/usr/bin' },
    });
    expect(await user.install(job)).toEqual({ changed: true, notes: [] });
    const text = readFileSync(user.plist, 'utf8');
    expect(text).toContain('<string>/opt/a&amp;b &lt;c&gt;/aim</string>');
    expect(text).toContain('<key>StartInterval</key>\n  <integer>2700</integer>');
    expect(text).toContain('<key>PATH</key>\n    <string>/usr/bin</string>');
    expect(user.recorder.commands()).toEqual([
      'launchctl print gui/501/aim-health-check',
      `launchctl bootstrap gui/501 ${user.plist}`,
    ]);
    expect((await user.install(job)).changed).toBe(false);
    expect(await user.status(job.name)).toMatchObject({
      scheduler: 'launchd',
      installed: true,
      active: true,
    });
  });

  it('loads a changed agent anew, and forgets a removed one', async () => {
    const user = macUser();
    await user.install(health);
    user.recorder.requests.length = 0;
    await user.install({ ...health, timing: { kind: 'continuous' } });
    expect(user.recorder.commands().map((command) => command.split(' ')[1])).toEqual([
      'print',
      'bootout',
      'bootstrap',
    ]);
    expect(readFileSync(user.plist, 'utf8')).toContain('<key>KeepAlive</key>');
    expect((await user.remove(health.name)).changed).toBe(true);
    expect(existsSync(user.plist)).toBe(false);
    expect((await user.remove(health.name)).changed).toBe(false);
  });

  it('is said to be still running where it could not be stopped', async () => {
    const user = macUser();
    await user.install(health);
    const { runner } = recordingRunner(({ args }) => ({ exitCode: args[0] === 'bootout' ? 5 : 0 }));
    const result = await operations({ ...user.effects, runner }).remove(health.name);
    expect(result.notes).toEqual([expect.stringContaining('launchctl ended with 5')]);
  });

  it('is told at the next login where it is out of reach', async () => {
    const user = macUser();
    const { runner } = recordingRunner(() => ({ exitCode: 125 }));
    const result = await operations({ ...user.effects, runner }).install(health);
    expect(result).toEqual({ changed: true, notes: [expect.stringContaining('launchctl ended with 125')] });
    expect(existsSync(user.plist)).toBe(true);
  });

  it('refuses a character that a property list cannot hold', async () => {
    const user = macUser();
    await expect(user.install(healthJob({ aim: ['/a\u0001'], intervalMinutes: 1 }))).rejects.toThrow(
      coded('SCHEDULE_COMMAND'),
    );
  });
});

describe('the Windows Task Scheduler', () => {
  function windowsUser(refuses = false) {
    const { store, contents } = memoryFiles();
    let known = false;
    const recorder = recordingRunner(({ args }) => {
      if (args[0] === '/Query') return { exitCode: known ? 0 : 1 };
      if (args[0] === '/Create' && refuses) return { exitCode: 1 };
      if (args[0] === '/Create') known = true;
      if (args[0] === '/Delete') known = false;
      return {};
    });
    const effects: ScheduleEffects = {
      home: 'C:\\Users\\me',
      stateDir: 'C:\\state',
      platform: 'win32',
      env: {},
      files: store,
      runner: recorder.runner,
      find: (tool) => `C:\\Windows\\System32\\${tool}.exe`,
    };
    return {
      contents,
      effects,
      recorder,
      xml: () => contents.get('C:\\state\\schedule\\aim-health-check.xml')?.toString('utf16le') ?? '',
      ...operations(effects),
    };
  }

  const job = healthJob({ aim: ['C:\\Program Files\\node.exe', 'C:\\a & b\\aim.js'], intervalMinutes: 45 });

  it('gets a task, once', async () => {
    const user = windowsUser();
    expect(await user.install(job)).toEqual({ changed: true, notes: [] });
    expect(user.xml().startsWith('\uFEFF<?xml version="1.0" encoding="UTF-16"?>')).toBe(true);
    expect(user.xml()).toContain('<Command>"C:\\Program Files\\node.exe"</Command>');
    expect(user.xml()).toContain('<Arguments>"C:\\a &amp; b\\aim.js" health check --json</Arguments>');
    for (const part of [
      '<Interval>PT45M</Interval>',
      '<ExecutionTimeLimit>PT10M</ExecutionTimeLimit>',
      '<Count>3</Count>',
      '<MultipleInstancesPolicy>Queue<',
    ]) {
      expect(user.xml()).toContain(part);
    }
    expect(user.recorder.commands().at(-1)).toBe(
      'schtasks.exe /Create /TN AIM\\aim-health-check /XML C:\\state\\schedule\\aim-health-check.xml /F',
    );
    expect((await user.install(job)).changed).toBe(false);
    expect(await user.status(job.name)).toMatchObject({ installed: true, active: true });
    expect((await user.remove(job.name)).changed).toBe(true);
    expect(user.contents.size).toBe(0);
    expect((await user.remove(job.name)).changed).toBe(false);
  });

  it('starts a continuous task at once and without a time limit', async () => {
    const user = windowsUser();
    const result = await user.install({ ...job, timing: { kind: 'continuous' }, environment: { A: 'x' } });
    expect(result.notes).toEqual([expect.stringContaining('no environment of its own')]);
    expect(user.xml()).toContain('<LogonTrigger>');
    expect(user.xml()).toContain('PT0S');
    expect(user.recorder.commands().at(-1)).toBe('schtasks.exe /Run /TN AIM\\aim-health-check');
  });

  it('is shown as text', async () => {
    const user = windowsUser();
    const { write, run: commands } = showSchedulePlan(await planSchedule(job, user.effects));
    expect(write[0]?.text.startsWith('<?xml')).toBe(true);
    expect(commands).toEqual([expect.stringContaining('schtasks /Create')]);
  });

  it('is an error where it does not delete the task', async () => {
    const user = windowsUser();
    await user.install(job);
    const { runner } = recordingRunner(({ args }) => ({ exitCode: args[0] === '/Delete' ? 1 : 0 }));
    await expect(operations({ ...user.effects, runner }).remove(job.name)).rejects.toThrow(
      coded('SCHEDULE_FAILED'),
    );
  });

  it('is an error where it refuses the task', async () => {
    await expect(windowsUser(true).install(job)).rejects.toThrow(coded('SCHEDULE_FAILED'));
  });

  it.each(['C:\\%TEMP%\\aim.exe', 'C:\\$(Arg0)\\aim.exe'])(
    'is not given %s, in which it would replace something',
    async (program) => {
      await expect(windowsUser().install(healthJob({ aim: [program], intervalMinutes: 5 }))).rejects.toThrow(
        coded('SCHEDULE_COMMAND'),
      );
    },
  );

  it('reads every argument back as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '\t', '%', '^', 'ä') })),
        (args) => {
          expect(parseCommandLine(args.map(quoteWindowsArgument).join(' '))).toEqual(args);
        },
      ),
    );
  });
});

describe.skipIf(process.platform === 'win32')('cron', () => {
  function cronUser(initial?: string) {
    const home = tempDir();
    let table = initial;
    const recorder = recordingRunner(({ args, stdin }) => {
      if (args[0] === '-l')
        return table === undefined ? { exitCode: 1, stderr: 'no crontab for me\n' } : { stdout: table };
      table = stdin;
      return {};
    });
    const effects: ScheduleEffects = {
      home,
      stateDir: home,
      platform: 'linux',
      env: {},
      runner: recorder.runner,
      find: (tool) => (tool === 'crontab' ? '/usr/bin/crontab' : undefined),
    };
    return { effects, recorder, table: () => table, ...operations(effects) };
  }

  it('gets a block in the crontab, once, and the rest stays', async () => {
    const user = cronUser('MAILTO=me\n@daily backup\n');
    expect(await user.install(health)).toEqual({ changed: true, notes: [] });
    expect(user.table()).toBe(
      "MAILTO=me\n@daily backup\n# >>> aim aim-health-check >>>\n0 */1 * * * '/opt/aim' 'health' 'check' '--json' >/dev/null 2>&1\n# <<< aim aim-health-check <<<\n",
    );
    expect((await user.install(health)).changed).toBe(false);
    expect(await user.status(health.name)).toMatchObject({
      scheduler: 'cron',
      installed: true,
      active: true,
    });
    expect((await user.remove(health.name)).changed).toBe(true);
    expect(user.table()).toBe('MAILTO=me\n@daily backup\n');
    expect((await user.remove(health.name)).changed).toBe(false);
    expect(await user.status(health.name)).toMatchObject({ installed: false });
  });

  it('shows of the crontab only its own lines', async () => {
    const plan = await planSchedule(health, cronUser('PASSWORD=x\n').effects);
    const shown = showSchedulePlan(plan);
    expect(shown).toMatchObject({ scheduler: 'cron', changed: true, write: [], run: [] });
    expect(shown.crontab).toEqual([
      expect.stringMatching(/>>>$/),
      expect.stringContaining('/opt/aim'),
      expect.stringMatching(/<<<$/),
    ]);
  });

  it('starts from no crontab', async () => {
    const user = cronUser();
    await user.install({ ...health, timing: { kind: 'continuous' } });
    expect(user.table()).toContain('\n@reboot ');
  });

  it('leaves a damaged block alone', async () => {
    const user = cronUser('# >>> aim aim-health-check >>>\nx\n');
    await expect(user.install(health)).rejects.toThrow(coded('PROFILE_DAMAGED'));
  });

  it('does not take a crontab that cannot be read for an empty one', async () => {
    const { effects } = cronUser();
    const { runner } = recordingRunner(() => ({
      exitCode: 1,
      stderr: 'you are not allowed to use this program',
    }));
    await expect(planSchedule(health, { ...effects, runner })).rejects.toThrow(coded('SCHEDULE_FAILED'));
  });

  it('says when the crontab cannot be written', async () => {
    const { effects } = cronUser('');
    const { runner } = recordingRunner(({ args }) => ({ exitCode: args[0] === '-' ? 1 : 0 }));
    await expect(operations({ ...effects, runner }).install(health)).rejects.toThrow(
      coded('SCHEDULE_FAILED'),
    );
  });

  it.each([
    [1, '*/1 * * * *', 1],
    [7, '*/6 * * * *', 6],
    [45, '*/30 * * * *', 30],
    [60, '0 */1 * * *', 60],
    [300, '0 */4 * * *', 240],
    [1440, '0 0 * * *', 1440],
    [9999, '0 0 * * *', 1440],
  ])('runs a job of every %i minutes at %s', async (minutes, when, real) => {
    const { line, minutes: kept } = cronLine({ ...health, timing: { kind: 'periodic', minutes } });
    expect([line.split(' ').slice(0, 5).join(' '), kept]).toEqual([when, real]);
    const { notes } = await planSchedule(
      { ...health, timing: { kind: 'periodic', minutes } },
      cronUser().effects,
    );
    expect(notes).toHaveLength(minutes === real ? 0 : 1);
  });

  it('hands every argument to the program as it is', async () => {
    const root = tempDir();
    const args = ["it's", '100%', 'a b', '$HOME', '`id`', '"', '\\', '\\%', '', 'ä'];
    const program = writeProgram(
      join(root, "pro'gram %"),
      echoProgram.replace('process.stdout.write(', `require('fs').writeFileSync(process.env.OUT, `),
    );
    const { line } = cronLine({
      ...health,
      command: [program, ...args],
      environment: { OUT: join(root, 'o%u t') },
    });
    // cron takes the backslash before a percent sign away and gives the rest to sh.
    const shell = line.split(' ').slice(5).join(' ').replaceAll('\\%', '%');
    await run({
      file: '/bin/sh',
      args: ['-c', shell],
      env: { PATH: process.env.PATH ?? '' },
      timeoutMs: 20_000,
    });
    expect(JSON.parse(readFileSync(join(root, 'o%u t'), 'utf8'))).toMatchObject({ args });
  });
});

it('says when a machine has no scheduler', async () => {
  const effects: ScheduleEffects = {
    home: '/h',
    stateDir: '/s',
    platform: 'linux',
    env: {},
    runner: run,
    find: () => undefined,
  };
  await expect(planSchedule(health, effects)).rejects.toThrow(coded('SCHEDULE_UNAVAILABLE'));
  await expect(planSchedule(health, { ...effects, platform: 'darwin' })).rejects.toThrow(
    coded('SCHEDULE_UNAVAILABLE'),
  );
});
