import { appendFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertRecord } from '@aim/environment';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchForAlerts } from '../../src/index.js';
import { openServices, recordedEvents } from '../support/services.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();
const configured = (watchRoots: readonly string[], auditAlert: object = {}) =>
  machine.settings({
    config: {
      environment: {
        watchRoots,
        auditAlert: { notify: { writeJson: join(machine.path, 'alerts.jsonl') }, ...auditAlert },
      },
    },
  });

/** Alerts as they come, and a way to await one. */
function alertLog(): {
  readonly seen: AlertRecord[];
  readonly add: (record: AlertRecord) => void;
  readonly has: (matches: (record: AlertRecord) => boolean) => Promise<void>;
} {
  const seen: AlertRecord[] = [];
  const waiting: (() => void)[] = [];
  return {
    seen,
    add: (record) => {
      seen.push(record);
      for (const check of waiting) check();
    },
    has: (matches) =>
      new Promise((resolve) => {
        const check = (): void => void (seen.some(matches) && resolve());
        waiting.push(check);
        check();
      }),
  };
}

describe('watchForAlerts', () => {
  it('alerts of writes and removals outside the allowed folders, and tells of a folder that is not there', async () => {
    const allowed = join(machine.work, 'allowed');
    const missing = join(machine.path, 'missing');
    mkdirSync(allowed);
    const settings = configured([machine.work, missing], { allowRoots: [allowed] });
    const { audit } = openServices(settings);
    const notices: string[] = [];
    const alerts = alertLog();
    const running = await watchForAlerts(settings, {
      audit,
      onAlert: alerts.add,
      notice: (message) => notices.push(message),
    });
    onTestFinished(() => running.close());
    expect(running.roots).toEqual([machine.work]);
    expect(notices).toContain(`warning: ${missing} is not there and is not watched`);

    const stray = join(machine.work, 'stray.txt');
    appendFileSync(join(allowed, 'fine.txt'), 'x');
    appendFileSync(stray, 'x');
    await alerts.has(({ ObjectName }) => ObjectName === stray);
    const before = alerts.seen.length;
    rmSync(stray);
    await alerts.has((record) => record.ObjectName === stray && alerts.seen.indexOf(record) >= before);
    await running.close();
    expect(new Set(alerts.seen.map(({ ObjectName }) => ObjectName))).toEqual(new Set([stray]));
    expect(recordedEvents(settings)).toMatchObject([
      { event_type: 'env_change', message: 'Alerts: watch begins', details: { roots: [machine.work] } },
    ]);
  });

  it('watches a folder that is reached through a link', async () => {
    const link = join(machine.path, 'link');
    symlinkSync(machine.work, link);
    const settings = configured([link]);
    const { audit } = openServices(settings);
    const alerts = alertLog();
    const running = await watchForAlerts(settings, { audit, onAlert: alerts.add, notice: () => undefined });
    onTestFinished(() => running.close());
    expect(running.roots).toEqual([link]);
    machine.write('work/stray.txt', 'x');
    await alerts.has(({ ObjectName }) => ObjectName === join(link, 'stray.txt'));
  });

  it('does not alert of its own log, even where that lies in a watched folder', async () => {
    const settings = configured([machine.path], { notify: { writeJson: '/dev/null' } });
    const { audit } = openServices(settings);
    const alerts = alertLog();
    const running = await watchForAlerts(settings, { audit, onAlert: alerts.add, notice: () => undefined });
    onTestFinished(() => running.close());
    await audit({ type: 'env_change', message: 'Another event', details: {} });
    const marker = machine.write('work/marker', 'x');
    await alerts.has(({ ObjectName }) => ObjectName === marker);
    await running.close();
    expect(alerts.seen.filter(({ ObjectName }) => ObjectName.includes('audit'))).toEqual([]);
  });

  it.each([
    ['ALERTS_NO_ROOT', () => configured([join(machine.path, 'none')])],
    ['ALERTS_NO_ROOT', () => configured([])],
    ['ALERTS_NO_CHANNEL', () => configured([machine.work], { notify: {} })],
  ])('does not begin, and records nothing: %s', async (code, settingsOf) => {
    const settings = settingsOf();
    const request = {
      audit: openServices(settings).audit,
      onAlert: () => undefined,
      notice: () => undefined,
    };
    await expect(watchForAlerts(settings, request)).rejects.toMatchObject({ code });
    expect(recordedEvents(settings)).toEqual([]);
  });
});
