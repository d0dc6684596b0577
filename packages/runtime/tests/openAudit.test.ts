import { existsSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openAudit } from '../src/openAudit.js';
import { servicePaths } from '../src/servicePaths.js';
import { recordedEvents } from './support/services.js';
import { useTestHome } from './support/testHome.js';

describe('openAudit', () => {
  const machine = useTestHome();

  it('touches nothing before the first event', () => {
    openAudit(machine.settings());
    expect(existsSync(servicePaths(machine.settings()).auditLog)).toBe(false);
  });

  it('records events where the configuration says, readable by their owner only', async () => {
    const settings = machine.settings({ config: { audit: { logPath: '~/log/mine.jsonl' } } });
    await openAudit(settings).append({ type: 'install', message: 'put in', details: { name: 'x' } });
    expect(recordedEvents(settings)).toMatchObject([
      { event_type: 'install', message: 'put in', severity: 'info' },
    ]);
    expect(statSync(`${machine.home}/log/mine.jsonl`).mode & 0o777).toBe(0o600);
  });

  it('keeps to the types of events that are wanted', async () => {
    const settings = machine.settings({ config: { audit: { events: ['health_check'] } } });
    const { append } = openAudit(settings);
    await append({ type: 'install', message: 'not wanted' });
    await append({ type: 'health_check', message: 'wanted' });
    expect(recordedEvents(settings).map(({ message }) => message)).toEqual(['wanted']);
  });

  it('records nothing when it is switched off', async () => {
    const settings = machine.settings({ env: { AIM_AUDIT: '0' } });
    await openAudit(settings).append({ type: 'install', message: 'x' });
    expect(existsSync(servicePaths(settings).auditLog)).toBe(false);
  });

  it('refuses to record with a damaged key, and names the file', async () => {
    const settings = machine.settings();
    const key = machine.write('aim/data/audit.key', 'damaged');
    await expect(openAudit(settings).append({ type: 'install', message: 'x' })).rejects.toMatchObject({
      code: 'AUDIT_KEY_UNUSABLE',
      exitCode: 7,
      message: expect.stringContaining(key),
    });
  });
});
