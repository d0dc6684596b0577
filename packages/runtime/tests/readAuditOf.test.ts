import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openAudit, readAuditOf, verifyAuditOf } from '../src/index.js';
import { useTestHome } from './support/testHome.js';

const machine = useTestHome();
const older = {
  event_type: 'health_check',
  timestamp: '2025-11-21T10:00:01+00:00',
  severity: 'info',
  message: 'older',
  details: {},
  user: 'u',
  session_id: '01234567',
};

describe('readAuditOf', () => {
  it('reads the log of the older system once where the configuration still has it in the registry folder', async () => {
    const log = machine.write('registry/AIM_audit/audit.jsonl', `${JSON.stringify(older)}\n`);
    machine.write(
      'registry/AIM_audit/2025-11-12/2025-11-12T18-03-56Z_capability.json',
      '{"timestamp": "2025-11-12T18:03:56-06:00", "actor": "human:u", "action": "single", "input": {"tool": "jules"}}',
    );
    const settings = machine.settings({
      config: { version: '1.0.0', audit: { logPath: '%AIM_REGISTRY_PATH%/AIM_audit/audit.jsonl' } },
      env: { AIM_REGISTRY_PATH: `${machine.path}/registry` },
    });
    const messages = (): readonly string[] => readAuditOf(settings).records.map(({ message }) => message);
    expect(messages()).toEqual(['single', 'older']);
    expect(verifyAuditOf(settings).ok).toBe(true);
    await openAudit(settings).append({ type: 'install', message: 'new' });
    expect(messages()).toEqual(['single', 'older', 'new']);
    expect(verifyAuditOf(settings)).toEqual({ ok: true, events: 1, problems: [] });
    expect(existsSync(log)).toBe(true);
  });

  it('puts the log in use and that of a registry folder elsewhere together', async () => {
    machine.write('registry/AIM_audit/audit.jsonl', `${JSON.stringify(older)}\n`);
    const settings = machine.settings({ env: { AIM_REGISTRY_PATH: `${machine.path}/registry` } });
    await openAudit(settings).append({ type: 'install', message: 'new' });
    expect(readAuditOf(settings).records.map(({ message }) => message)).toEqual(['older', 'new']);
  });
});
