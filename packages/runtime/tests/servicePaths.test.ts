import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { servicePaths } from '../src/servicePaths.js';
import { useTestHome } from './support/testHome.js';

describe('servicePaths', () => {
  const machine = useTestHome();
  const usual = () => ({
    secretsMetadata: join(machine.path, 'aim/data/secrets_metadata.json'),
    auditLog: join(machine.path, 'aim/state/audit/audit.jsonl'),
    auditKey: join(machine.path, 'aim/data/audit.key'),
    queues: join(machine.path, 'aim/state/queues'),
    tools: join(machine.path, 'aim/data/tools'),
    toolCommands: join(machine.path, 'aim/data/tools/current/bin'),
    shims: join(machine.path, 'aim/data/shims'),
    reports: join(machine.path, 'aim/state/reports'),
    installJournal: join(machine.path, 'aim/data/tools/journal.json'),
  });

  it('are below the user’s own folders', () => {
    expect(servicePaths(machine.settings())).toEqual(usual());
  });

  it('are where the configuration says', () => {
    const config = {
      environment: { secretsVault: '~/keys/meta.json' },
      audit: { logPath: '%HOME%/log.jsonl' },
    };
    expect(servicePaths(machine.settings({ config }))).toEqual({
      ...usual(),
      secretsMetadata: join(machine.home, 'keys/meta.json'),
      auditLog: join(machine.home, 'log.jsonl'),
    });
  });

  it('stay below the user’s own folders when the configuration leaves them empty', () => {
    const config = { environment: { secretsVault: '' }, audit: { logPath: '' } };
    expect(servicePaths(machine.settings({ config }))).toEqual(usual());
  });

  it.runIf(process.platform !== 'win32')('do not follow names that are no place on this machine', () => {
    const config = {
      environment: { secretsVault: 'C:\\Tools\\keys.json' },
      audit: { logPath: '%AIM_REGISTRY_PATH%/AIM_audit/audit.jsonl' },
    };
    const settings = machine.settings({ config });
    expect(servicePaths(settings)).toEqual(usual());
    expect(servicePaths({ ...settings, platform: 'win32' }).secretsMetadata).toBe('C:\\Tools\\keys.json');
  });
});
