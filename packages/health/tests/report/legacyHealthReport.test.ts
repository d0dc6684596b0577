import { describe, expect, it } from 'vitest';
import { legacyHealthReport } from '../../src/report/legacyHealthReport.js';
import { healthContext, ownFolder, pathInspector } from '../support/healthContext.js';
import { sampleReport } from '../support/sampleReport.js';

const context = healthContext({
  requiredCommands: ['git', 'pipx'],
  findCommand: (name) => (name === 'git' ? '/bin/git' : undefined),
  searchPath: { value: '/t/node/npm:/t/pipx/bin', order: [], toolsRoot: '/t' },
  ownPaths: ['/own/cache', '/own/vault'].map((path) => ({ path, confidential: true })),
  paths: pathInspector({
    '/t/go/bin': { state: 'missing' },
    '/own/vault': { ...ownFolder, kind: 'file' },
  }),
});

describe('legacyHealthReport', () => {
  it('has the older system’s shape', async () => {
    const env = { PIPX_HOME: '/t/pipx', XDG_CACHE_HOME: '/c', OPENAI_API_KEY: 'sk-secret' };
    const report = await legacyHealthReport(sampleReport, context, env);
    expect(Object.keys(report)).toEqual(['time', 'env', 'dirs', 'pathOrder', 'commands', 'advice', 'status']);
    expect(report).toMatchObject({
      time: '2026-01-02T03:04:05.000Z',
      env: { PIPX_HOME: '/t/pipx', XDG_CACHE_HOME: '/c', PNPM_HOME: null },
      pathOrder: {
        exists: false,
        ordered: false,
        indices: [1, -1, 0, -1, -1],
        userPath: '/t/node/npm:/t/pipx/bin',
      },
      commands: [
        { cmd: 'git', path: '/bin/git', ok: true },
        { cmd: 'pipx', path: null, ok: false },
      ],
      status: 'warning',
    });
    expect(Object.keys(report.env)).toHaveLength(10);
    expect(JSON.stringify(report)).not.toContain('sk-secret');
  });

  it('lists folders, existing or not, and no files', async () => {
    const { dirs } = await legacyHealthReport(sampleReport, context, {});
    expect(dirs).toContainEqual({ path: '/t/pipx/bin', exists: true });
    expect(dirs).toContainEqual({ path: '/t/go/bin', exists: false });
    expect(dirs.map(({ path }) => path)).not.toContain('/own/vault');
  });

  it('advises on each check that did not pass', async () => {
    const { advice } = await legacyHealthReport(sampleReport, context, {});
    expect(advice).toHaveLength(2);
    expect(advice[0]).toBe('Python: Too old');
  });

  it('calls a healthy machine healthy', async () => {
    const healthy = { ...sampleReport, overall_status: 'healthy' as const, checks: [] };
    expect(await legacyHealthReport(healthy, context, {})).toMatchObject({ advice: [], status: 'healthy' });
  });
});
