import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../src/loadConfig.js';
import { parseConfigText } from '../src/parse/parseConfigText.js';
import { tempHome, type TempHome } from './support/tempHome.js';

const samples = fileURLToPath(new URL('../../../../shared/legacy', import.meta.url));
const absent = !existsSync(samples);
if (absent) console.warn(`Skipped: the sample files of the older systems are not at ${samples}`);

const registries = ['AIM_registry.head-doc_id.json', 'AIM_registry.v1-hardcoded-user-paths.json'];
const rules = ['AIM_coordination-rules.head-full.json', 'AIM_coordination-rules.v1-minimal.json'];

describe.skipIf(absent)('the sample files of the older systems', () => {
  let temp: TempHome;
  beforeEach(() => {
    temp = tempHome();
  });
  afterEach(() => temp.remove());

  const copy = (from: string, to: string): string => {
    const target = join(temp.root, to);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(samples, from), target);
    return target;
  };
  const order = (loaded: ReturnType<typeof loadConfig>) => {
    const capability = loaded.config.registry.capabilities.code_generation;
    return [capability?.primaryTool, ...(capability?.fallbacks ?? [])];
  };

  it.each(registries.flatMap((registry) => rules.map((rule) => [registry, rule] as const)))(
    'route as the older bridge did with %s and %s',
    (registry, rule) => {
      const folder = 'home/.AIM_ai-tools-registry';
      copy(`registry/${registry}`, `${folder}/AIM_registry.json`);
      copy(`rules/${rule}`, `${folder}/AIM_cross-tool/AIM_coordination-rules.json`);
      const loaded = loadConfig(temp.options);
      expect(order(loaded)).toEqual(['jules', 'aider', 'claude-cli']);
      expect(loaded.config.registry.tools.jules?.adapterScript).toBe(
        join(temp.root, folder, 'AIM_adapters/AIM_jules.ps1'),
      );
      expect(loaded.layers.every(({ trusted }) => trusted)).toBe(true);
    },
  );

  it('let the configuration decide against the rules, with a warning', () => {
    const folder = 'home/.AIM_ai-tools-registry';
    copy(`registry/${registries[0]}`, `${folder}/AIM_registry.json`);
    copy(`rules/${rules[0]}`, `${folder}/AIM_cross-tool/AIM_coordination-rules.json`);
    const file = copy('config/aim_config.head-doc_id.json', 'home/code/repo/aim_config.json');
    for (const options of [temp.options, { ...temp.options, configFile: file }]) {
      const loaded = loadConfig(options);
      expect(order(loaded)).toEqual(['aider', 'jules', 'claude-cli']);
      expect(loaded.issues.filter(({ topic }) => topic === 'order')).toHaveLength(2);
      expect(loaded.config.registry.capabilities.linting?.timeout_ms).toBe(10_000);
      expect(loaded.issues.filter(({ topic }) => topic === 'unknown-key')).toEqual([]);
    }
  });

  it('include a YAML configuration', () => {
    const file = copy('config/aim_config.head.yaml', 'home/aim_config.yaml');
    const loaded = loadConfig({ ...temp.options, configFile: file });
    expect(loaded.config).toMatchObject({
      registry: { enabled: true, defaultTimeoutMs: 30_000 },
      audit: { enabled: true, retentionDays: 30 },
    });
    expect(loaded.issues).toEqual([]);
  });

  it('include no key that we do not know', () => {
    const files = ['config/aim_config.head-doc_id.json', ...registries.map((name) => `registry/${name}`)];
    for (const file of [...files, ...rules.map((name) => `rules/${name}`)]) {
      const text = readFileSync(join(samples, file), 'utf8');
      expect(parseConfigText(text, { file }).issues).toEqual([]);
    }
  });

  it('include a schema whose every setting ours has too', () => {
    const theirs = JSON.parse(readFileSync(join(samples, 'config/aim_config.schema.json'), 'utf8')) as object;
    const ours = JSON.parse(
      readFileSync(new URL('../../../config/aim_config.schema.json', import.meta.url), 'utf8'),
    ) as object;
    expect(settings(ours, ours)).toEqual(expect.arrayContaining(settings(theirs, theirs)));
  });
});

/** `path type` of every setting a JSON Schema describes. */
function settings(node: object, root: object, path = ''): string[] {
  const schema = node as Record<string, unknown> & { type?: string; $ref?: string; properties?: object };
  if (schema.$ref) {
    const [, , name = ''] = schema.$ref.split('/');
    const { definitions } = root as { definitions: Record<string, object> };
    const found = definitions[name] ?? definitions[name.toLowerCase()];
    return found ? settings(found, root, path) : [];
  }
  const children = Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
    return settings(child as object, root, `${path}/${key}`);
  });
  const each = schema.additionalProperties;
  return [
    `${path} ${String(schema.type)}`,
    ...children,
    ...(typeof each === 'object' && each ? settings(each, root, `${path}/*`) : []),
  ];
}
