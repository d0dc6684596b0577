import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  alertsJob,
  createAlertWatcher,
  isAlert,
  makeAlertRecord,
  notificationsPerMinute,
  sendAlert,
  testAlert,
  type AlertEffects,
  type AlertRecord,
  type AlertWatch,
  type ChannelOutcome,
  type FileChange,
  type PostRequest,
} from '../../src/index.js';
import { recordingRunner } from '../support/recordingRunner.js';
import { tempDir } from '../support/tempDir.js';

const source = {
  hostname: 'host',
  username: 'me',
  userId: '1000',
  now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 6),
};
const none = { toast: false, writeJson: '', webhookUrl: '' };
const record = makeAlertRecord({ path: '/out/<b>&x\u001b', kind: 'changed' }, 7, source);

function linuxEffects(changes: Partial<AlertEffects> = {}) {
  const recorder = recordingRunner();
  const effects: AlertEffects = {
    runner: recorder.runner,
    platform: 'linux',
    env: { DISPLAY: ':0', SECRET: 'x' },
    find: (tool) => `/usr/bin/${tool}`,
    ...changes,
  };
  return { recorder, effects };
}

function records(path: string): AlertRecord[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AlertRecord);
}

describe('a change', () => {
  it.each([
    ['/allowed/a', ['/allowed'], 'linux', false],
    ['/allowed', ['/allowed/'], 'linux', false],
    ['/allowedshop/a', ['/allowed'], 'linux', true],
    ['/Allowed/a', ['/allowed'], 'linux', true],
    ['/Allowed/a', ['/allowed'], 'darwin', false],
    ['/allowed/../etc/passwd', ['/allowed'], 'linux', true],
    ['/allowed/..a', ['/allowed'], 'linux', false],
    ['C:\\Work\\a', ['c:\\work'], 'win32', false],
    ['D:\\work\\a', ['c:\\work'], 'win32', true],
    ['/a', [], 'linux', true],
    ['/a', ['', 'relative'], 'linux', true],
    ['/a', ['/'], 'linux', false],
  ] as const)('of %s with %j allowed on %s is an alert: %s', (path, roots, platform, expected) => {
    expect(isAlert({ path, kind: 'changed' }, roots, platform)).toBe(expected);
  });

  it('becomes a record in the fields of event 4663', () => {
    expect(makeAlertRecord({ path: '/a', kind: 'deleted' }, 3, source)).toEqual({
      TimeCreated: '2026-01-02T03:04:05.006Z',
      RecordId: 3,
      MachineName: 'host',
      UserId: '1000',
      ObjectName: '/a',
      ProcessName: '',
      AccessMask: '0x10000',
      Accesses: 'DELETE',
      SubjectUser: 'me',
    });
    expect(record).toMatchObject({ AccessMask: '0x2', Accesses: 'WriteData (or AddFile)' });
  });
});

describe('the file of records', () => {
  it('gets one line for each alert', async () => {
    const path = join(tempDir(), 'new', 'alerts.jsonl');
    const { effects } = linuxEffects();
    for (const id of [1, 2]) {
      expect(await sendAlert({ ...record, RecordId: id }, { ...none, writeJson: path }, effects)).toEqual([
        { channel: 'file', ok: true },
      ]);
    }
    expect(records(path).map(({ RecordId }) => RecordId)).toEqual([1, 2]);
  });

  it('is an outcome where it cannot be written, and the others are told all the same', async () => {
    const path = tempDir();
    const { effects, recorder } = linuxEffects();
    const outcomes = await sendAlert(record, { ...none, writeJson: path, toast: true }, effects);
    expect(outcomes).toEqual([
      { channel: 'file', ok: false, reason: `The record could not be written to ${path}: EISDIR.` },
      { channel: 'desktop', ok: true },
    ]);
    expect(recorder.requests).toHaveLength(1);
  });
});

describe('the desktop notification', () => {
  const toast = { ...none, toast: true };

  it('is shown by notify-send, which reads markup', async () => {
    const { effects, recorder } = linuxEffects();
    expect(await sendAlert(record, toast, effects)).toEqual([{ channel: 'desktop', ok: true }]);
    expect(recorder.requests[0]).toMatchObject({
      file: '/usr/bin/notify-send',
      args: [
        '--app-name=aim',
        '--',
        'AIM alert',
        'Written outside the allowed folders: /out/&lt;b&gt;&amp;x\\x1b',
      ],
      env: { DISPLAY: ':0' },
    });
    expect(recorder.requests[0]?.env).not.toHaveProperty('SECRET');
  });

  it('reaches osascript as arguments and never as a script', async () => {
    const { effects, recorder } = linuxEffects({ platform: 'darwin' });
    const evil = { ...record, ObjectName: '/" & (do shell script "id") & "', Accesses: 'DELETE' };
    await sendAlert(evil, toast, effects);
    const args = recorder.requests[0]?.args ?? [];
    expect(args.at(-1)).toBe(`Deleted outside the allowed folders: ${evil.ObjectName}`);
    expect(args.slice(0, -1).join()).not.toContain('do shell script');
  });

  it('reaches PowerShell as data and never as a script', async () => {
    const { effects, recorder } = linuxEffects({ platform: 'win32' });
    expect(await sendAlert({ ...record, ObjectName: "C:\\'; exit" }, toast, effects)).toEqual([
      { channel: 'desktop', ok: true },
    ]);
    const script = Buffer.from(recorder.requests[0]?.stdin ?? '', 'base64').toString();
    expect(script).toContain('ToastNotificationManager');
    expect(script).not.toContain('; exit');
  });

  it.each([
    [{ find: () => undefined }, 'The program notify-send is not in PATH.'],
    [
      { runner: recordingRunner(() => ({ exitCode: 1 })).runner },
      'notify-send could not show the notification.',
    ],
    [
      { runner: recordingRunner(() => ({ exitCode: null, timedOut: true })).runner },
      'notify-send did not end in time.',
    ],
  ])('is an outcome where it fails (%#)', async (changes, reason) => {
    const { effects } = linuxEffects(changes);
    expect(await sendAlert(record, toast, effects)).toEqual([{ channel: 'desktop', ok: false, reason }]);
  });
});

describe('the webhook', () => {
  async function webhook(status: number | 'silent', headers: Record<string, string> = {}) {
    const seen: { request: IncomingMessage; body: string }[] = [];
    const server: Server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen.push({ request, body });
        if (status !== 'silent') response.writeHead(status, headers).end();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return { seen, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  const post = (
    webhookUrl: string,
    changes: Partial<AlertEffects> = {},
  ): Promise<readonly ChannelOutcome[]> =>
    sendAlert(record, { ...none, webhookUrl }, linuxEffects(changes).effects);

  it('gets the record as JSON, and the URL its name and password as a header', async () => {
    const { host, seen } = await webhook(204);
    expect(await post(`http://me:p%40ss@${host}/hook`)).toEqual([{ channel: 'webhook', ok: true }]);
    expect(JSON.parse(seen[0]!.body)).toEqual(record);
    expect(seen[0]!.request).toMatchObject({ method: 'POST', url: '/hook' });
    expect(seen[0]!.request.headers).toMatchObject({
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
    });
  });

  it('is an outcome where it answers with an error, redirects, is silent or is not there', async () => {
    const failing = await webhook(500);
    const redirecting = await webhook(302, { location: `http://${failing.host}/elsewhere` });
    const silent = await webhook('silent');
    const outcomes = [
      await post(`http://me:secret@${failing.host}/T0KEN`),
      await post(`http://${redirecting.host}/T0KEN`),
      await post(`http://${silent.host}/T0KEN`, { webhookTimeoutMs: 50 }),
      await post('http://127.0.0.1:1/T0KEN'),
    ].flat();
    expect(outcomes.map(({ reason }) => reason)).toEqual([
      `The webhook at http://${failing.host} answered with status 500.`,
      `The webhook at http://${redirecting.host} could not be reached, or answered with a redirect.`,
      `The webhook at http://${silent.host} did not answer within 50 ms.`,
      'The webhook at http://127.0.0.1:1 could not be reached, or answered with a redirect.',
    ]);
    expect(failing.seen).toHaveLength(1);
  });

  it.each(['ftp://host/T0KEN', 'file:///T0KEN', 'T0KEN', 'http://'])(
    'is refused at %s without showing it',
    async (url) => {
      const error: unknown = await post(url).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'ALERT_URL' });
      expect(String(error)).not.toContain('T0KEN');
    },
  );

  it('takes a password that is no percent encoding as it is', async () => {
    const { host, seen } = await webhook(200);
    await post(`http://me:100%@${host}/`);
    expect(seen[0]!.request.headers.authorization).toBe(`Basic ${Buffer.from('me:100%').toString('base64')}`);
  });
});

describe('alerts test', () => {
  it('tries every channel with a test record', async () => {
    const path = join(tempDir(), 'alerts.jsonl');
    const posted: string[] = [];
    const fetch: PostRequest = (_url, { body }) => {
      posted.push(body);
      return Promise.resolve({ ok: true, status: 200 });
    };
    const { effects, recorder } = linuxEffects({ fetch });
    const outcomes = await testAlert(
      { toast: true, writeJson: path, webhookUrl: 'https://host/x' },
      source,
      effects,
    );
    expect(outcomes.map(({ channel, ok }) => [channel, ok])).toEqual([
      ['file', true],
      ['desktop', true],
      ['webhook', true],
    ]);
    expect(records(path)).toMatchObject([{ RecordId: -1, ObjectName: 'TEST' }]);
    expect(posted).toHaveLength(1);
    expect(recorder.requests[0]?.args.at(-1)).toBe('This is a test.');
  });

  it('has no outcome without a channel', async () => {
    expect(await testAlert(none, source, linuxEffects().effects)).toEqual([]);
  });
});

describe('the watcher of alerts', () => {
  function watcher(watch: Partial<AlertWatch> = {}, now = source.now) {
    let change: (change: FileChange) => void = () => undefined;
    const state = {
      roots: [] as readonly string[],
      closed: false,
      sent: [] as [AlertRecord, readonly ChannelOutcome[]][],
    };
    const { effects, recorder } = linuxEffects();
    const running = createAlertWatcher(
      { roots: ['/r'], allowRoots: ['/r/ok'], channels: none, ...watch },
      {
        ...effects,
        source: { ...source, now },
        watch(roots, onChange) {
          state.roots = roots;
          change = onChange;
          return { close: () => void (state.closed = true) };
        },
        onAlert: (...sent) => state.sent.push(sent),
      },
    );
    return { running, state, recorder, touch: (path: string) => change({ path, kind: 'created' }) };
  }

  it('sends what is outside the allowed folders, in order, and waits for it when it closes', async () => {
    const path = join(tempDir(), 'alerts.jsonl');
    const { running, state, touch } = watcher({ channels: { ...none, writeJson: path } });
    for (const file of ['/r/a', '/r/ok/b', '/r/c', path]) touch(file);
    await running.close();
    expect(state).toMatchObject({ roots: ['/r'], closed: true });
    expect(records(path).map(({ RecordId, ObjectName }) => [RecordId, ObjectName])).toEqual([
      [1, '/r/a'],
      [2, '/r/c'],
    ]);
    expect(state.sent.map(([, outcomes]) => outcomes)).toEqual([
      [{ channel: 'file', ok: true }],
      [{ channel: 'file', ok: true }],
    ]);
  });

  it('goes on counting after the records that are there', async () => {
    const path = join(tempDir(), 'alerts.jsonl');
    writeFileSync(path, '{"RecordId":-1}\n{"RecordId":41}\n\nnot JSON\n');
    const { running, touch } = watcher({ channels: { ...none, writeJson: path } });
    touch('/r/a');
    await running.close();
    expect(readFileSync(path, 'utf8').split('\n').at(-2)).toContain('"RecordId":42');
  });

  it('records everything but does not bury the desktop', async () => {
    const path = join(tempDir(), 'alerts.jsonl');
    let time = 0;
    const { running, recorder, touch } = watcher(
      { channels: { ...none, toast: true, writeJson: path } },
      () => time,
    );
    for (let count = 0; count < 20; count += 1) touch(`/r/${count}`);
    time = 61_000;
    touch('/r/later');
    await running.close();
    expect(records(path)).toHaveLength(21);
    expect(recorder.requests).toHaveLength(notificationsPerMinute + 1);
  });

  it('refuses a bad webhook before it watches anything', () => {
    expect(() => watcher({ channels: { ...none, webhookUrl: 'x' } })).toThrow(
      expect.objectContaining({ code: 'ALERT_URL' }),
    );
  });
});

it('runs from login on under the name that is configured', () => {
  expect(alertsJob({ aim: ['/node', '/aim.js'], taskName: 'CLI_4663_Alerts' })).toMatchObject({
    name: 'CLI_4663_Alerts',
    command: ['/node', '/aim.js', 'alerts', 'run'],
    timing: { kind: 'continuous' },
  });
});
