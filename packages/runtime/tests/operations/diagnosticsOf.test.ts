import { join } from 'node:path';
import type { DiagnosticsDocument } from '@aim/environment';
import { describe, expect, it } from 'vitest';
import { diagnosticsOf, type Diagnostics } from '../../src/index.js';
import { openServices, recordedEvents } from '../support/services.js';
import { useTestHome, type SettingsChoice } from '../support/testHome.js';

const machine = useTestHome();
const secret = 'a-secret-without-any-form';
const documentOf = ({ bundle }: Diagnostics): DiagnosticsDocument =>
  JSON.parse(bundle.text) as DiagnosticsDocument;

function configured(environment: object): ReturnType<typeof machine.settings> {
  return machine.settings({ config: { environment }, ...onlyOwnPrograms() });
}
const onlyOwnPrograms = (): SettingsChoice => ({ env: { PATH: machine.bin } });

describe('diagnosticsOf', () => {
  it('describes the machine, and no stored value is in it wherever it stands', async () => {
    const logFile = machine.write('logs/tool.log', `started\ntalking with ${secret} now\n`);
    const settings = configured({ observability: { logFiles: [{ path: logFile }] } });
    const { audit, vault } = openServices(settings);
    await vault.set('A_KEY', secret);
    await vault.set('SHORT', 'abc');
    const made = await diagnosticsOf(settings, { version: '9.8.7', audit, vault });
    expect(made).toMatchObject({ masked: 1, tooShort: 1 });
    expect(made).not.toHaveProperty('locked');
    expect(made.bundle.text).not.toContain(secret);
    const document = documentOf(made);
    expect(document.Meta.Version).toBe('9.8.7');
    expect(document.Logs).toHaveProperty([logFile]);
    expect(JSON.stringify(document.Logs)).toContain('started');
    expect(JSON.stringify(document.Health)).toContain('secrets_vault');
    expect(document.Audit.LastEntries).toBeGreaterThan(0);
    expect(recordedEvents(settings).map(({ event_type }) => event_type)).toContain('health_check');
  });

  it('reads each named log once: those of observability, logging and alerts', async () => {
    const own = machine.write('logs/own.log', 'own\n');
    const shared = join(machine.path, 'logs/not-there.log');
    const settings = configured({
      observability: { logFiles: [{ path: own }, { path: '' }] },
      logging: { logFile: own },
      auditAlert: { notify: { writeJson: shared } },
    });
    const { audit, vault } = openServices(settings);
    const { Logs } = documentOf(await diagnosticsOf(settings, { version: '1', audit, vault }));
    expect(Object.keys(Logs as object)).toEqual([own, shared]);
    expect(Logs).toMatchObject({ [shared]: null });
  });

  it('makes no vault where there is none', async () => {
    const settings = configured({});
    const { audit, vault } = openServices(settings);
    expect(await diagnosticsOf(settings, { version: '1', audit, vault })).toMatchObject({
      masked: 0,
      tooShort: 0,
    });
    expect((await vault.status()).exists).toBe(false);
  });

  it('goes on without the values where the vault or the log cannot be read, and says why', async () => {
    const settings = configured({});
    const { audit, vault } = openServices(settings);
    await vault.set('A_KEY', secret);
    machine.write('aim/data/vault.age', 'damaged', 0o600);
    const made = await diagnosticsOf(settings, { version: '1', audit, vault: openServices(settings).vault });
    expect(made.masked).toBe(0);
    expect(made.locked?.code).toMatch(/^SECRETS_/);
    expect(JSON.stringify(documentOf(made).Health)).toContain('vault.age');
  });
});
