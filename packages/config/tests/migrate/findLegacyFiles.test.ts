import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findLegacyFiles, readMigration } from '../../src/index.js';
import { errorOf } from '../support/errorOf.js';
import { tempHome, type TempHome } from '../support/tempHome.js';
import { legacyFiles } from './support/legacyFiles.js';

const text = (name: string): string => legacyFiles[name] ?? '';
const repo = 'home/code/repo';

describe('the files of the older systems', () => {
  let temp: TempHome;
  beforeEach(() => {
    temp = tempHome();
  });
  afterEach(() => temp.remove());
  const found = (env: Record<string, string> = {}): string[] => {
    return findLegacyFiles({ ...temp.options, env }).map((file) => file.slice(temp.root.length + 1));
  };

  it('are found in the working folder, its config and aim folders, and where AI_MANGER is', () => {
    const places = [
      `${repo}/aim_config.json`,
      `${repo}/invoke.yaml`,
      `${repo}/config/tool_profiles.json`,
      `${repo}/aim/config/aim_config.yaml`,
      'home/code/AI_MANGER/config/toolstack.config.json',
      'home/.toolstack/toolstack.config.json',
    ];
    for (const place of places) temp.write(place, '{}');
    expect(found().toSorted()).toEqual(places.toSorted());
  });

  it('are found in the registry folder, with the rules it names', () => {
    const registry = { tools: {}, crossToolRulesPath: '%AIM_REGISTRY_PATH%/mine.json' };
    const folder = `${repo}/aim/.AIM_ai-tools-registry`;
    const places = ['AIM_registry.json', 'mine.json', 'AIM_cross-tool/AIM_coordination-rules.json'].map(
      (name) => `${folder}/${name}`,
    );
    for (const place of places)
      temp.write(place, place.endsWith('registry.json') ? registry : text('AIM_coordination-rules.v1.json'));
    expect(found()).toEqual(places);
    expect(found({ AIM_REGISTRY_PATH: join(temp.root, folder) })).toEqual(places);
    expect(found({ AI_TOOLS_REGISTRY_ROOT: join(temp.root, folder) })).toEqual(places);
  });

  it('are found each once, links followed, and a damaged registry as any other', () => {
    const registry = temp.write('home/.AIM_ai-tools-registry/AIM_registry.json', '{');
    mkdirSync(join(temp.repo, 'config'));
    temp.write(`${repo}/toolstack.config.json`, '{}');
    symlinkSync(join(temp.repo, 'toolstack.config.json'), join(temp.repo, 'config', 'toolstack.config.json'));
    expect(found()).toEqual([`${repo}/toolstack.config.json`, registry.slice(temp.root.length + 1)]);
  });

  it('are found on Windows under C:\\Tools', () => {
    const asked: string[] = [];
    const fs = {
      statSync: (path: string) => {
        asked.push(path);
        return {
          isFile: () => path === 'C:\\Tools\\config\\toolstack.config.json',
          isDirectory: () => false,
        };
      },
      readFileSync: () => Buffer.from(''),
      realpathSync: Object.assign((path: string) => path, { native: (path: string) => path }),
    } as unknown as NonNullable<Parameters<typeof findLegacyFiles>[0]>['fs'];
    const options = {
      cwd: 'C:\\code',
      home: 'C:\\Users\\me',
      env: {},
      platform: 'win32' as const,
      ...(fs && { fs }),
    };
    expect(findLegacyFiles(options)).toEqual(['C:\\Tools\\config\\toolstack.config.json']);
    expect(asked).toContain('C:\\code\\config\\tool_profiles.json');
  });

  it('are all planned at once, into the working folder', () => {
    temp.write(`${repo}/config/toolstack.config.json`, text('toolstack.v3.json'));
    temp.write(`${repo}/invoke.yaml`, text('invoke.yaml'));
    temp.write('home/.AIM_ai-tools-registry/AIM_registry.json', text('AIM_registry.v4.json'));
    temp.write(
      'home/.AIM_ai-tools-registry/AIM_cross-tool/AIM_coordination-rules.json',
      text('AIM_coordination-rules.full.json'),
    );
    const plan = readMigration(temp.options);
    expect(plan.target).toBe(join(temp.repo, 'aim_config.json'));
    expect(plan.sources.map(({ shape }) => shape)).toEqual(['invoke', 'toolstack', 'registry', 'rules']);
    expect(plan.changes).toBe(true);
  });

  it('are read once only where the target is one of them', () => {
    temp.write(`${repo}/aim_config.json`, text('aim_config.old.json'));
    temp.write(`${repo}/aim_config.yaml`, text('aim_config.yaml'));
    const plan = readMigration(temp.options);
    expect(plan.sources.map(({ shape, state }) => `${shape} ${state}`)).toEqual([
      'config target',
      'config-yaml new',
    ]);
  });

  it('are left alone where they are of another kind, unless named', () => {
    const file = temp.write(`${repo}/invoke.yaml`, 'run:\n  echo: true\n');
    temp.write(`${repo}/toolstack.config.json`, text('toolstack.v1.json'));
    const other = temp.write(`${repo}/package.json`, '{"name": "x"}');
    expect(readMigration(temp.options).sources.map(({ shape }) => shape)).toEqual(['invoke', 'toolstack']);
    expect(errorOf(() => readMigration({ ...temp.options, from: [other] })).code).toBe('MIGRATION_SHAPE');
    expect(readMigration({ ...temp.options, from: ['invoke.yaml'], to: 'new/aim.json' })).toMatchObject({
      target: join(temp.repo, 'new/aim.json'),
      sources: [{ file }],
    });
  });

  it('are left alone with a warning where their content tells nothing', () => {
    temp.write(`${repo}/aim_config.yaml`, '- 1\n');
    expect(readMigration(temp.options)).toMatchObject({ changes: false, warnings: [{ topic: 'legacy' }] });
  });

  it('must be there when they are named', () => {
    expect(errorOf(() => readMigration({ ...temp.options, from: ['absent.json'] })).code).toBe(
      'CONFIG_NOT_FOUND',
    );
  });
});
