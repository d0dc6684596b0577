import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { alertSettings, testAlerts } from '../../src/index.js';
import { openServices, recordedEvents } from '../support/services.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();
const configured = (notify: object, more: object = {}) =>
  machine.settings({ config: { environment: { auditAlert: { notify, ...more } } } });

/** A loopback server that keeps what it is sent. */
async function receiver(): Promise<{ readonly url: string; readonly bodies: readonly string[] }> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      bodies.push(body);
      response.end();
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/private-path`, bodies };
}

describe('alertSettings', () => {
  it('has no folder and no channel where nothing is configured', () => {
    const channels = { toast: false, writeJson: '', webhookUrl: '' };
    expect(alertSettings(machine.settings())).toEqual({ roots: [], allowRoots: [], channels });
    expect(alertSettings(configured({ writeJson: '/a' }, { allowRoots: ['/b'] }))).toEqual({
      roots: [],
      allowRoots: ['/b'],
      channels: { ...channels, writeJson: '/a' },
    });
  });
});

describe('testAlerts', () => {
  it('sends to every channel, and records to which without the address', async () => {
    const { url, bodies } = await receiver();
    const writeJson = join(machine.path, 'alerts.jsonl');
    const settings = configured({ writeJson, webhookUrl: url });
    expect(await testAlerts(settings, openServices(settings))).toMatchObject([
      { channel: 'file', ok: true },
      { channel: 'webhook', ok: true },
    ]);
    const expected = { RecordId: -1, ObjectName: 'TEST' };
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toMatchObject([expected]);
    expect(JSON.parse(readFileSync(writeJson, 'utf8'))).toMatchObject({ ...expected });
    expect(readFileSync(writeJson, 'utf8')).toContain(hostname());
    const events = recordedEvents(settings);
    expect(events).toMatchObject([
      {
        event_type: 'env_change',
        details: {
          operation: 'alerts test',
          channels: [
            { channel: 'file', ok: true },
            { channel: 'webhook', ok: true },
          ],
        },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('private-path');
  });

  it('tells and records a channel that fails, and still uses the others', async () => {
    const writeJson = join(machine.path, 'alerts.jsonl');
    const settings = configured({ writeJson, webhookUrl: 'http://127.0.0.1:1/private-path' });
    const outcomes = await testAlerts(settings, openServices(settings));
    expect(outcomes).toMatchObject([
      { channel: 'file', ok: true },
      { channel: 'webhook', ok: false },
    ]);
    expect(JSON.stringify(outcomes)).not.toContain('private-path');
    expect(existsSync(writeJson)).toBe(true);
    expect(recordedEvents(settings)).toMatchObject([
      { details: { channels: [{ ok: true }, { channel: 'webhook', ok: false }] } },
    ]);
  });

  it('refuses where alerts have nowhere to go, and records nothing', async () => {
    const settings = machine.settings();
    await expect(testAlerts(settings, openServices(settings))).rejects.toMatchObject({
      code: 'ALERTS_NO_CHANNEL',
      hint: expect.stringContaining('writeJson'),
    });
    expect(recordedEvents(settings)).toEqual([]);
  });
});
