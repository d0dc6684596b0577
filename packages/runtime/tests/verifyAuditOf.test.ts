import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAudit } from '../src/openAudit.js';
import { servicePaths } from '../src/servicePaths.js';
import { recheckAuditOf, verifyAuditOf } from '../src/verifyAuditOf.js';
import { useTestHome } from './support/testHome.js';

describe('verifyAuditOf', () => {
  const machine = useTestHome();
  const record = async (count: number): Promise<void> => {
    const { append } = openAudit(machine.settings());
    for (let index = 0; index < count; index += 1)
      await append({ type: 'install', message: `event ${index}` });
  };

  it('accepts what was recorded', async () => {
    await record(3);
    expect(verifyAuditOf(machine.settings())).toEqual({ ok: true, events: 3, problems: [] });
  });

  it('finds a cut tail', async () => {
    await record(3);
    const { auditLog } = servicePaths(machine.settings());
    writeFileSync(auditLog, `${readFileSync(auditLog, 'utf8').split('\n').slice(0, 2).join('\n')}\n`);
    expect(verifyAuditOf(machine.settings())).toMatchObject({
      ok: false,
      problems: [{ kind: 'behind_head' }],
    });
  });

  it('finds a changed record', async () => {
    await record(2);
    const { auditLog } = servicePaths(machine.settings());
    writeFileSync(auditLog, readFileSync(auditLog, 'utf8').replace('event 0', 'event 9'));
    expect(verifyAuditOf(machine.settings()).ok).toBe(false);
  });

  it('says that the key is missing, and makes none', async () => {
    await record(1);
    const { auditKey } = servicePaths(machine.settings());
    rmSync(auditKey);
    expect(() => verifyAuditOf(machine.settings())).toThrow(
      expect.objectContaining({
        code: 'AUDIT_KEY_UNUSABLE',
        exitCode: 7,
        message: expect.stringContaining(auditKey),
        hint: expect.stringContaining('backup'),
      }),
    );
    expect(existsSync(auditKey)).toBe(false);
  });

  it('needs no key and makes none while there is no log', () => {
    const settings = machine.settings();
    expect(verifyAuditOf(settings).events).toBe(0);
    expect(existsSync(servicePaths(settings).auditKey)).toBe(false);
  });

  it('remembers in the cache how far the log was whole, which hides nothing', async () => {
    await record(40);
    const { dirs } = machine.settings();
    expect(recheckAuditOf(machine.settings())).toEqual({ ok: true, events: 40, problems: [] });
    expect(existsSync(join(dirs.cache, 'audit-verified.json'))).toBe(true);
    expect(recheckAuditOf(machine.settings())).toEqual({ ok: true, events: 40, problems: [] });
    const { auditLog } = servicePaths(machine.settings());
    writeFileSync(auditLog, readFileSync(auditLog, 'utf8').replace('event 0', 'event 9'));
    expect(recheckAuditOf(machine.settings())).toEqual(verifyAuditOf(machine.settings()));
    expect(recheckAuditOf(machine.settings()).ok).toBe(false);
  });
});
