import type { CheckContext } from '../../src/HealthCheck.js';
import type { PathFacts, PathInspector, PathTrouble } from '../../src/paths/pathInspector.js';

/** A folder of the user's own. */
export const ownFolder: PathFacts = {
  state: 'present',
  kind: 'directory',
  mode: 0o700,
  uid: 1000,
  link: false,
};

/** A file system in which every path is a folder of the user's own, save those named. */
export function pathInspector(
  facts: Readonly<Record<string, PathFacts | PathTrouble>> = {},
  overrides: Partial<PathInspector> = {},
): PathInspector {
  return {
    inspect: (path) => Promise.resolve(facts[path] ?? ownFolder),
    isReadable: () => Promise.resolve(true),
    freeSpace: (path) =>
      Promise.resolve({ state: 'measured', path, device: 1, freeBytes: 2 ** 40, freeFiles: null }),
    networkMount: () => Promise.resolve(undefined),
    ...overrides,
  };
}

/** A healthy machine; a test overrides what it is about. */
export function healthContext(overrides: Partial<CheckContext> = {}): CheckContext {
  return {
    platform: 'linux',
    config: { version: '1.0.0', sections: ['registry'], files: [], warnings: [] },
    requiredCommands: ['git', 'node'],
    findCommand: (name) => `/bin/${name}`,
    detectTools: () => [{ tool: 'aider', name: 'Aider', installed: true, command: 'aider' }],
    toolVersion: () => Promise.resolve('1.2.3'),
    requiredPaths: [],
    paths: pathInspector(),
    searchPath: { value: '/home/me/.local/bin:/usr/bin', order: ['/home/me/.local/bin'], toolsRoot: '' },
    ownPaths: [{ path: '/home/me/.config/aim', confidential: true }],
    user: { uid: 1000, home: '/home/me' },
    vaultStatus: () =>
      Promise.resolve({
        path: '/v',
        exists: true,
        protector: 'file',
        secretCount: 2,
        unlocked: true,
        rolledBack: false,
      }),
    node: { version: 'v20.20.2', executable: '/bin/node' },
    versionOf: ({ file }) => Promise.resolve(file.includes('python') ? 'Python 3.11.2' : 'v20.20.2'),
    drift: () =>
      Promise.resolve({
        summary: { total: 0, ok: 0, drift: 0, missing: 0, has_drift: false },
        statuses: [],
      }),
    disk: { directories: ['/home/me'], warnBelowBytes: 1000, failBelowBytes: 100 },
    duplicateTools: () => Promise.resolve([]),
    auditStatus: () =>
      Promise.resolve({ path: '/a', enabled: true, intact: true, records: 3, problem: null, fix: null }),
    signal: new AbortController().signal,
    waitsFor: () => undefined,
    ...overrides,
  };
}
