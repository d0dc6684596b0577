import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planRotation } from '@aim/environment';
import { describe, expect, it } from 'vitest';
import { rotatedLogs, rotateLogs, servicePaths } from '../../src/index.js';
import { openServices, recordedEvents } from '../support/services.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();
const configured = (...logFiles: readonly object[]) =>
  machine.settings({ config: { environment: { observability: { logFiles } } } });

describe('rotatedLogs', () => {
  it('takes the named logs with their limits, and none that has no name', () => {
    expect(rotatedLogs(machine.settings())).toEqual({ logFiles: [], namesAuditLog: false });
    const settings = configured(
      { path: '/a.log' },
      { path: '/b.log', maxSizeMB: 1, maxFiles: 2 },
      { path: '' },
    );
    expect(rotatedLogs(settings).logFiles).toEqual([
      { path: '/a.log', maxSizeMB: 10, maxFiles: 5 },
      { path: '/b.log', maxSizeMB: 1, maxFiles: 2 },
    ]);
  });

  it('leaves the audit log out, whose files are chained, and says so', () => {
    const { auditLog } = servicePaths(machine.settings());
    expect(rotatedLogs(configured({ path: auditLog }, { path: '/a.log' }))).toMatchObject({
      logFiles: [{ path: '/a.log' }],
      namesAuditLog: true,
    });
  });
});

describe('rotateLogs', () => {
  it('renames what is too large and records only that', async () => {
    const full = 'x'.repeat(1024 * 1024);
    const large = machine.write('logs/tool.log', full);
    const small = machine.write('logs/small.log', 'one line\n');
    const settings = configured({ path: large, maxSizeMB: 1 }, { path: small });
    const { audit } = openServices(settings);
    const rotate = () => rotateLogs(settings, planRotation(rotatedLogs(settings).logFiles), { audit });
    expect((await rotate()).filter(({ rotated }) => rotated)).toMatchObject([{ path: large }]);
    expect(readFileSync(join(machine.path, 'logs/tool.1.log'), 'utf8')).toBe(full);
    expect(readFileSync(small, 'utf8')).toBe('one line\n');
    await rotate();
    expect(existsSync(join(machine.path, 'logs/tool.2.log'))).toBe(false);
    expect(recordedEvents(settings)).toMatchObject([
      { event_type: 'env_change', details: { operation: 'logs rotate', logs: [large] } },
    ]);
  });
});
