import type { HealthContext } from '../src/HealthContext.js';

/** A healthy machine; a test overrides what it is about. */
export function healthContext(overrides: Partial<HealthContext> = {}): HealthContext {
  return {
    config: { version: '1.0.0', sections: ['registry'], files: [], warnings: [] },
    requiredCommands: ['git', 'node'],
    findCommand: (name) => `/bin/${name}`,
    detectTools: () => [{ tool: 'aider', name: 'Aider', installed: true, command: 'aider' }],
    vaultStatus: () =>
      Promise.resolve({ path: '/v', exists: true, protector: 'file', secretCount: 2, unlocked: true }),
    ...overrides,
  };
}
