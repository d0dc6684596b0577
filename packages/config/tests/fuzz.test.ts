import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AimError, systemFs } from '@aim/core';
import { afterAll, describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { listRecords, readRecord, recordFolder } from '../src/migrate/apply/recordStore.js';
import { parseLegacyText } from '../src/migrate/parseLegacyText.js';
import { loadConfig } from '../src/loadConfig.js';
import { parseConfigText } from '../src/parse/parseConfigText.js';
import { readTrustStore } from '../src/trust/TrustStore.js';
import { setConfigValue } from '../src/edit/setConfigValue.js';
import { legacyConfig, legacyRegistry, legacyRules } from './support/legacyFixtures.js';
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
const record = JSON.stringify({ contract: 'AIM_MIGRATION_V1', id: migration, target: '/x', sources: [] });

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

  it('as the record of a migration it is one or a typed error', async () => {
    const file = `${recordFolder(temp.options.stateDir, migration)}/manifest.json`;
    mkdirSync(dirname(file), { recursive: true });
    await fuzz({
      seeds: [record],
      parse: (text) => {
        writeFileSync(file, text);
        return [
          listRecords(temp.options.stateDir, systemFs),
          readRecord(temp.options.stateDir, migration, systemFs),
        ];
      },
      isTyped,
    });
  });

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
});
