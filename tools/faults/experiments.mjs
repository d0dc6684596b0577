import { fileURLToPath } from 'node:url';

// What `npm run test:faults` runs, in this order: the tests of a package that do harm on purpose, each as often as
// stated and for as many minutes at most. The same tests run with fewer faults in `npm test`.
const packageConfig = fileURLToPath(new URL('../../vitest.config.ts', import.meta.url));

/** How long a test may take is for the cap to say. */
const unhurried = ['--coverage.enabled=false', '--reporter=default', '--testTimeout=900000'];

const inPackage = (folder, tests, runs, minutes) => ({
  name: `${folder}: ${tests.join(', ')}`,
  vitest: ['--root', folder, '--config', packageConfig, ...unhurried],
  tests,
  runs,
  minutes,
});

const onCommand = (test, runs, minutes) => ({
  name: `the built command: ${test}`,
  vitest: ['--config', 'tools/faults/vitest.config.ts'],
  tests: [test],
  runs,
  minutes,
});

export const experiments = [
  inPackage('packages/core', ['atomicWrite.test', 'lock.test', 'masker.test'], 1000, 10),
  inPackage('packages/audit', ['openAuditLog', 'verifyAudit', 'rotateAudit'], 1000, 15),
  inPackage('packages/secrets', ['vaultProcesses', 'vaultFaults', 'rekeyVault', 'age/vectors'], 200, 10),
  inPackage('packages/config', ['applyMigration', 'killedMigration'], 100, 5),
  inPackage('packages/installer', ['apply/killed', 'apply/diskFaults', 'managers/pipx'], 100, 15),
  inPackage('packages/scanner', ['fix/crash', 'fix/race', 'watch/churn', 'watch/openTreeWatch'], 100, 8),
  inPackage('packages/workstream', ['run/killed'], 50, 20),
  inPackage('packages/exec', ['createRunner', 'processTrees'], 120, 10),
  inPackage('apps/cli', ['commands/killedSetup'], 20, 10),
  inPackage('apps/cli', ['workstream/killedRun'], 10, 10),
  onCommand('masking', 1, 5),
  { ...onCommand('disk', 1000, 20), mounts: true },
  onCommand('process', 10, 20),
  onCommand('trees', 10, 10),
];
