import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../src/configSchema.js';
import { builtInConfig } from '../../src/generated/builtInConfig.js';
import { parseConfigText } from '../../src/parse/parseConfigText.js';
import { aimConfigSchema } from '../../src/schema/aimConfigSchema.js';
import type { SchemaNode } from '../../src/schema/SchemaNode.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

describe('aimConfigSchema', () => {
  it('has a description and a default for every setting', () => {
    const missing: string[] = [];
    const visit = (node: SchemaNode, path: string): void => {
      if (node.description === '' || (path !== '' && node.default === undefined)) missing.push(path);
      for (const [key, child] of Object.entries(node.properties ?? {})) visit(child, `${path}/${key}`);
      if (node.additionalProperties?.type === 'object') visit(node.additionalProperties, `${path}/*`);
    };
    visit(aimConfigSchema, '');
    expect(missing).toEqual([]);
  });

  it('decides for every setting whether an untrusted project may set it, and lets none through that is sensitive', () => {
    const open: string[] = [];
    const visit = (node: SchemaNode, path: string): void => {
      if (node['x-untrusted'] !== undefined) {
        open.push(path);
        return;
      }
      for (const [key, child] of Object.entries(node.properties ?? {})) visit(child, `${path}/${key}`);
      if (node.additionalProperties) visit(node.additionalProperties, `${path}/*`);
    };
    visit(aimConfigSchema, '');
    expect(open).toEqual([
      '/$schema',
      '/version',
      '/doc_id',
      '/doc_ids',
      '/registry/defaultTimeoutMs',
      '/registry/tools/*/name',
      '/registry/tools/*/detectCommands',
      '/registry/tools/*/versionCommand',
      '/registry/tools/*/capabilities',
      '/registry/tools/*/package',
      '/registry/tools/*/pinnedVersion',
      '/registry/capabilities/*',
      '/environment/enabled',
      '/environment/pipxApps',
      '/environment/npmGlobal',
      '/environment/copilotPackages',
      '/environment/packages',
      '/environment/healthChecks',
      '/environment/versionPins',
      '/environment/scanner/minSizeKB',
      '/workstreams/*/healthChecks',
      '/migration',
    ]);
  });

  it('agrees with everything generated from it', () => {
    const script = join(root, 'tools/generate/configSchema.mjs');
    const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
    expect(() => execFileSync(process.execPath, [script, '--check'], { env, stdio: 'pipe' })).not.toThrow();
  }, 60_000);

  it('is published as it lies in the config folder', async () => {
    const published = JSON.parse(
      readFileSync(join(root, 'config/aim_config.schema.json'), 'utf8'),
    ) as unknown;
    expect(await configSchema()).toEqual(published);
    expect(JSON.stringify(published)).not.toContain('"x-');
  });

  it('accepts the built-in configuration and every example without a remark', () => {
    const examples = join(root, 'config/examples');
    const names = readdirSync(examples).filter((name) => name.endsWith('.json'));
    const files = names.map((name) => join(examples, name));
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of [join(root, 'config/aim_config.json'), ...files]) {
      expect(parseConfigText(readFileSync(file), { file }).issues).toEqual([]);
    }
    expect(builtInConfig().environment).toMatchObject({ pipxApps: [], npmGlobal: [] });
  });

  it('needs no library to validate', () => {
    const code = readFileSync(new URL('../../src/generated/validateConfig.ts', import.meta.url), 'utf8');
    expect(code.match(/^import .*$/gm)).toEqual([
      "import type { SchemaValidator } from '../validate/SchemaValidator.js';",
    ]);
    expect(code).not.toMatch(/require\(/);
  });
});
