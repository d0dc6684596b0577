import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const workspace = resolve('../..');

/** Modules that many commands import and few reach: what files of configuration, writing and masking need. */
const lazyModules = [
  'packages/audit/src/exportAudit.ts',
  'packages/audit/src/followChain.ts',
  'packages/audit/src/pruneAudit.ts',
  'packages/audit/src/rotateAudit.ts',
  'packages/audit/src/verifyAudit.ts',
  'packages/config/src/edit/writeConfigValue.ts',
  'packages/config/src/layers/SourceDocument.ts',
  'packages/config/src/layers/issueAt.ts',
  'packages/config/src/migrate/apply/applyMigration.ts',
  'packages/config/src/migrate/apply/rollbackMigration.ts',
  'packages/config/src/migrate/readMigration.ts',
  'packages/config/src/summarizeIssues.ts',
  'packages/config/src/trust/judgeTrust.ts',
  'packages/config/src/trust/trustConfig.ts',
  'packages/config/src/trust/trustSubject.ts',
  'packages/core/src/patternTable.ts',
  'packages/core/src/nearestName.ts',
  'packages/runtime/src/importLegacySecrets.ts',
  'packages/runtime/src/installation/applyPackages.ts',
  'packages/runtime/src/installation/configuredPackages.ts',
  'packages/runtime/src/installation/findPackages.ts',
  'packages/installer/src/store/pendingInstallation.ts',
  'packages/runtime/src/installation/lockPackages.ts',
  'packages/runtime/src/installation/packageServices.ts',
  'packages/runtime/src/installation/planPackages.ts',
  'packages/runtime/src/installation/planRemoval.ts',
  'packages/runtime/src/installation/planReturn.ts',
  'packages/runtime/src/installation/presentPackages.ts',
  'packages/runtime/src/installation/versionReportOf.ts',
  'packages/runtime/src/listToolsOf.ts',
  'packages/runtime/src/workstreams/readWorkstreamsOf.ts',
  'packages/secrets/src/createVault.ts',
  'packages/secrets/src/deleteSecret.ts',
  'packages/secrets/src/import/parseDpapiVault.ts',
  'packages/secrets/src/locateVault.ts',
  'packages/secrets/src/protectors/chooseProtector.ts',
  'packages/secrets/src/protectors/keychainProtector.ts',
  'packages/secrets/src/protectors/passphraseProtector.ts',
  'packages/secrets/src/rekeyVault.ts',
  'packages/secrets/src/storeSecrets.ts',
  'packages/secrets/src/vaultStatus.ts',
].map((path) => resolve(workspace, path));

/**
 * Puts functions that load their module when one of them is called in the place of the module.
 *
 * @param isReached - whether what is bundled reaches a module in any case, which a file of its own would only delay.
 */
export const lazyFunctions = (isReached) => ({
  name: 'lazy-functions',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, kind, resolveDir }) => {
      const target = resolve(resolveDir, path.replace(/\.js$/, '.ts'));
      if (kind !== 'import-statement' || !lazyModules.includes(target) || isReached(target)) return undefined;
      return { path: target, namespace: 'lazy-functions', sideEffects: false };
    });
    onLoad({ filter: /.*/, namespace: 'lazy-functions' }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const names = [...source.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name]) => name);
      if (/^export (const|class|let|\{|\*)/m.test(source))
        throw new Error(`${path} exports more than functions`);
      const functions = names.map(
        (name) => `export const ${name} = (...args) => require(${JSON.stringify(path)}).${name}(...args);`,
      );
      return { contents: functions.join('\n'), resolveDir: dirname(path) };
    });
  },
});
