import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AimError, systemFs } from '@aim/core';
import { afterAll, describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { finishInterrupted } from '../src/migrate/apply/finishInterrupted.js';
import { backupFile, listRecords, recordFolder } from '../src/migrate/apply/recordStore.js';
import { rollbackMigration } from '../src/migrate/apply/rollbackMigration.js';
import { planMigration } from '../src/migrate/planMigration.js';
import { sha256 } from '../src/migrate/sha256.js';
import { parseLegacyText } from '../src/migrate/parseLegacyText.js';
import { loadConfig } from '../src/loadConfig.js';
import { parseConfigText } from '../src/parse/parseConfigText.js';
import { readTrustStore } from '../src/trust/TrustStore.js';
import { setConfigValue } from '../src/edit/setConfigValue.js';
import { legacyConfig, legacyRegistry, legacyRules } from './support/legacyFixtures.js';
import { agreesWithLongWay } from './support/longWay.js';
import { tempHome } from './support/tempHome.js';

const isTyped = (error: unknown): boolean => error instanceof AimError;
const temp = tempHome();
afterAll(() => temp.remove());

const config = JSON.stringify({
  version: '1.0.0',
  registry: {
    tools: { a: { name: 'A', detectCommands: ['a'], secrets: ['A_KEY'], env: { A: '1' } } },
    capabilities: { c: { primaryTool: 'a', fallbacks: ['a'], timeout_ms: 1 } },
  },
  environment: { toolsRoot: '%HOME%/x', versionPins: { npmGlobal: { a: '1.0.0' } }, pipxApps: ['a'] },
  audit: { enabled: true, events: ['error'] },
  security: { max_file_count: 1 },
});
const yaml = 'registry:\n  enabled: true\n  default_timeout_ms: &a 10\nother: *a\n<<: {b: 1}\n';
const older = [legacyConfig, legacyRegistry, legacyRules].map((document) => JSON.stringify(document));
const migration = '0001-20260101T000000Z';
const record = (target: string): string =>
  JSON.stringify({
    contract: 'AIM_MIGRATION_V1',
    id: migration,
    target,
    state: 'applied',
    pid: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    changedAt: '2026-01-01T00:00:00.000Z',
    previous: { sha256: sha256(Buffer.from('{}')), mode: 0o600 },
    nextSha256: sha256(Buffer.from('{"version":"1.0.0"}')),
    sources: [],
    placements: [],
    conflicts: [],
  });
/** A file system in which nothing outside of the test's own folder is changed. */
const inside = <Args extends readonly unknown[], T>(call: (...args: Args) => T) => {
  return (...args: Args): T => {
    const paths = args.slice(0, 2).filter((one) => typeof one === 'string');
    if (paths.every((path) => path.startsWith(temp.root))) return call(...args);
    throw Object.assign(new Error('outside'), { code: 'EACCES' });
  };
};
const ownFs = {
  ...systemFs,
  realpathSync: systemFs.realpathSync,
  unlinkSync: inside(systemFs.unlinkSync),
  renameSync: inside(systemFs.renameSync),
  rmSync: inside(systemFs.rmSync),
};

describe('whatever a file holds', () => {
  it.each(['aim_config.json', 'aim_config.yaml'])(
    'as %s it is a configuration or a typed error',
    async (file) => {
      await fuzz({
        seeds: [config, yaml, ...older],
        parse: (text) => parseConfigText(text, { file }),
        isTyped,
      });
    },
  );

  it('as bytes it is a configuration or a typed error', async () => {
    await fuzz({
      seeds: [config],
      parse: (text) => parseConfigText(Buffer.from(text, 'latin1'), { file: 'aim_config.json' }),
      isTyped,
    });
  });

  it('as a project’s configuration it loads, or is refused by a typed error', async () => {
    await fuzz({
      seeds: [config, ...older],
      parse: (text) => {
        temp.write('home/code/repo/aim_config.json', text);
        return loadConfig(temp.options);
      },
      isTyped,
    });
  });

  it('as a file of AI_MANGER or AIM it is understood or a typed error', async () => {
    await fuzz({
      seeds: [config, yaml, ...older],
      parse: (text) => parseLegacyText(text, { file: 'x' }),
      isTyped,
    });
  });

  it('can have a setting changed in it, or a typed error says why not', async () => {
    await fuzz({
      seeds: [config],
      parse: (text) => setConfigValue(text, 'audit.enabled', { value: false, file: 'aim_config.json' }),
      isTyped,
    });
  });

  it('as the record of a migration it can be taken back, or is a typed error', async () => {
    const { stateDir } = temp.options;
    const target = join(temp.home, 'migrated.json');
    const file = `${recordFolder(stateDir, migration)}/manifest.json`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(backupFile(stateDir, migration), '{}');
    await fuzz({
      seeds: [record(target), record(target).replace('applied', 'prepared')],
      parse: async (text) => {
        writeFileSync(target, '{"version":"1.0.0"}');
        writeFileSync(file, text);
        listRecords(stateDir, systemFs);
        finishInterrupted({ stateDir, target, now: new Date(0), fs: ownFs });
        await rollbackMigration({ stateDir, fs: ownFs });
      },
      isTyped,
    });
  });

  it.each(['registry', 'rules'])(
    'as the %s of an older system it loads, or is refused by a typed error',
    async (kind) => {
      const other = kind === 'registry' ? 'AIM_cross-tool/AIM_coordination-rules.json' : 'AIM_registry.json';
      const file = kind === 'registry' ? 'AIM_registry.json' : 'AIM_cross-tool/AIM_coordination-rules.json';
      const folder = 'older/.AIM_ai-tools-registry';
      temp.write(`${folder}/${other}`, kind === 'registry' ? legacyRules : legacyRegistry);
      const options = {
        ...temp.options,
        cwd: temp.root,
        env: { AIM_REGISTRY_PATH: join(temp.root, folder) },
      };
      await fuzz({
        seeds: older,
        parse: (text) => {
          temp.write(`${folder}/${file}`, text);
          const { originOf } = loadConfig(options);
          originOf('/registry/tools/aider');
        },
        isTyped,
      });
    },
  );

  it.each(['source', 'target'])(
    'as the %s of a migration it is planned, or is a typed error',
    async (kind) => {
      await fuzz({
        seeds: [config, yaml, ...older],
        parse: (text) => {
          const given = kind === 'source' ? text : (older[0] ?? '');
          const sources = [parseLegacyText(given, { file: '/x/old.json' })];
          const bytes = Buffer.from(kind === 'target' ? text : '{ // mine\n}');
          return planMigration({ sources, target: { file: '/x/new.json', bytes } });
        },
        isTyped,
      });
    },
  );

  it('as the list of trusted files it is one or a typed error', async () => {
    const file = temp.write('trusted.json', '');
    await fuzz({
      seeds: [JSON.stringify({ version: 1, trusted: { '/a': 'a'.repeat(64) } })],
      parse: (text) => {
        writeFileSync(file, text);
        return readTrustStore(file, systemFs);
      },
      isTyped,
    });
  });

  it('the short way of reading JSON never differs from the long one', async () => {
    const list = '{"version":"1.0.0","list":[1,2,{"deep":{"deep":null}}],"text":"a: b, c"}';
    await fuzz({ seeds: [list, '{"a":{},"b":[]}'], parse: agreesWithLongWay });
  });
});
