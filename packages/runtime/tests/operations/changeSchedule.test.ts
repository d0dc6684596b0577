import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planSchedule, planScheduleRemoval } from '@aim/environment';
import { describe, expect, it } from 'vitest';
import {
  alertsJobName,
  alertsJobOf,
  changeSchedule,
  healthJobOf,
  operationEffects,
  type AimCommandLine,
} from '../../src/index.js';
import { openServices, recordedEvents } from '../support/services.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();
const aim: AimCommandLine = ['/opt/node/bin/node', '/opt/aim/bin/aim.cjs'];
const configured = (environment: object, env: Readonly<Record<string, string>> = {}) =>
  machine.settings({ config: { environment }, env });

describe('healthJobOf', () => {
  it('runs the check hourly, or at the interval that is configured', () => {
    expect(healthJobOf(machine.settings(), { aim }).timing).toEqual({ kind: 'periodic', minutes: 60 });
    const settings = configured({ observability: { healthScanIntervalMinutes: 25 } });
    const job = healthJobOf(settings, { aim });
    expect(job.timing).toEqual({ kind: 'periodic', minutes: 25 });
    expect(job.command.slice(0, 4)).toEqual([...aim, 'health', 'check']);
  });

  it('writes to disk where the files are, the configuration that was named, and no secret', () => {
    const settings = machine.settings({
      env: { OPENAI_API_KEY: 'not-on-disk', AIM_PASSPHRASE: 'nor-this', XDG_DATA_HOME: '' },
    });
    const { environment } = healthJobOf(settings, { aim, configFile: '/given/own.json' });
    expect(environment).toEqual({
      PATH: settings.env['PATH'],
      AIM_HOME: join(machine.path, 'aim'),
      AIM_CONFIG: '/given/own.json',
    });
    expect(healthJobOf(settings, { aim }).environment).not.toHaveProperty('AIM_CONFIG');
  });
});

describe('alertsJobOf', () => {
  const notify = { writeJson: '/records.jsonl' };

  it('is always running, by the configured name', () => {
    const settings = configured({ watchRoots: ['/w'], auditAlert: { taskName: 'mine', notify } });
    expect(alertsJobOf(settings, { aim })).toMatchObject({ name: 'mine', timing: { kind: 'continuous' } });
    expect(alertsJobName(machine.settings())).toBe('CLI_4663_Alerts');
    expect(alertsJobName(configured({ auditAlert: { taskName: '' } }))).toBe('CLI_4663_Alerts');
  });

  it.each([
    ['ALERTS_NO_CHANNEL', { watchRoots: ['/w'] }],
    ['ALERTS_NO_ROOT', { auditAlert: { notify } }],
  ])('is refused with %s where it would only fail', (code, environment) => {
    expect(() => alertsJobOf(configured(environment), { aim })).toThrow(
      expect.objectContaining({ code, hint: expect.stringContaining('environment.') }),
    );
  });
});

/** Writes down how it is called, with which variables, and knows whether the job was started. */
function recordingSystemctl(calls: string): void {
  machine.program(
    'systemctl',
    `echo "$*" >>'${calls}'; env >>'${calls}'
case " $* " in
  *' start '*|*' restart '*|*' enable '*) : >'${calls}.on' ;;
  *' stop '*|*' disable '*) rm -f '${calls}.on' ;;
  *' is-active '*) test -e '${calls}.on' || exit 3 ;;
esac`,
  );
}

describe.runIf(process.platform === 'linux')('changeSchedule', () => {
  it('installs the job once, removes it, and records both', async () => {
    const calls = join(machine.path, 'systemctl.log');
    recordingSystemctl(calls);
    const settings = machine.settings({ env: { OPENAI_API_KEY: 'kept-from-programs' } });
    const { audit } = openServices(settings);
    const effects = operationEffects(settings);
    const job = healthJobOf(settings, { aim });
    const timer = join(machine.home, '.config/systemd/user', `${job.name}.timer`);

    const install = async () =>
      changeSchedule(settings, await planSchedule(job, effects), { audit, operation: 'schedule install' });
    const remove = async () =>
      changeSchedule(settings, await planScheduleRemoval(job.name, effects), {
        audit,
        operation: 'schedule remove',
      });
    expect(await install()).toMatchObject({ changed: true });
    expect(readFileSync(timer, 'utf8')).toContain('60min');
    expect(await install()).toMatchObject({ changed: false });
    expect(await remove()).toMatchObject({ changed: true });
    expect(existsSync(timer)).toBe(false);
    expect(await remove()).toMatchObject({ changed: false });

    const details = { job: job.name, scheduler: 'systemd' };
    expect(recordedEvents(settings)).toMatchObject([
      { event_type: 'env_change', details: { operation: 'schedule install', ...details } },
      { event_type: 'env_change', details: { operation: 'schedule remove', ...details } },
    ]);
    expect(readFileSync(calls, 'utf8')).not.toContain('kept-from-programs');
  });
});
