import { describe, expect, it } from 'vitest';
import { checkHealth, legacyHealthOf } from '../../src/index.js';
import { openServices } from '../support/services.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();

describe('legacyHealthOf', () => {
  it('tells the same in the older shape, with advice for what did not pass', async () => {
    const git = machine.program('git');
    const settings = machine.settings({
      config: { environment: { healthChecks: { requiredCommands: ['git', 'no-such-command'] } } },
      env: { PATH: machine.bin, XDG_CACHE_HOME: '/caches' },
    });
    const report = await checkHealth(settings, {
      audit: openServices(settings).audit,
      only: ['config', 'commands'],
    });
    const legacy = await legacyHealthOf(settings, report);
    expect(legacy).toMatchObject({
      time: report.timestamp,
      status: 'warning',
      env: { XDG_CACHE_HOME: '/caches', PIPX_HOME: null },
      pathOrder: { userPath: machine.bin },
    });
    expect(legacy.commands).toContainEqual({ cmd: 'git', path: git, ok: true });
    expect(legacy.commands).toContainEqual({ cmd: 'no-such-command', path: null, ok: false });
    expect(legacy.advice).toHaveLength(1);
    expect(legacy.advice[0]).toContain('no-such-command');
  });
});
