import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A set of files in the shapes of the older systems. */
export interface LegacySource {
  readonly title: string;
  readonly present: boolean;
  readonly registries: readonly string[];
  readonly fullRules: string;
  readonly minimalRules: string;
  readonly json: string;
  readonly yaml: string;
  text(name: string): string;
  path(name: string): string;
}

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const samples = fileURLToPath(new URL('../../../../../shared/legacy/', import.meta.url));
const present = existsSync(samples);
if (!present) console.info(`Skipped: the sample files of the older systems are not at ${samples}`);

/** The project's own files, and the older systems' samples where they lie beside the repository. */
export const legacySources: readonly LegacySource[] = [
  {
    title: 'the fixtures',
    present: true,
    registries: ['registry-user-paths.json', 'registry-variables.json'],
    fullRules: 'rules-full.json',
    minimalRules: 'rules-minimal.json',
    json: 'aim_config.json',
    yaml: 'aim_config.yaml',
    ...readers(fixtures),
  },
  {
    title: 'the samples',
    present,
    registries: [
      'registry/AIM_registry.v1-hardcoded-user-paths.json',
      'registry/AIM_registry.head-doc_id.json',
    ],
    fullRules: 'rules/AIM_coordination-rules.head-full.json',
    minimalRules: 'rules/AIM_coordination-rules.v1-minimal.json',
    json: 'config/aim_config.head-doc_id.json',
    yaml: 'config/aim_config.head.yaml',
    ...readers(samples),
  },
];

function readers(folder: string): Pick<LegacySource, 'text' | 'path'> {
  return { path: (name) => `${folder}${name}`, text: (name) => readFileSync(`${folder}${name}`, 'utf8') };
}

/** A rules file, as far as the tests ask for it. */
export interface LegacyRules {
  readonly capabilities: Readonly<
    Record<
      string,
      {
        readonly primary: string;
        readonly fallback: readonly string[];
        readonly loadBalance: boolean;
        readonly timeout_ms?: number;
        readonly max_retries?: number;
      }
    >
  >;
}

/** The order in which the older bridge tried the tools of a capability. */
export function chainOf({ capabilities }: LegacyRules, capability: string): readonly string[] {
  const rule = capabilities[capability];
  if (rule === undefined) throw new Error(`the rules have no ${capability}`);
  return [rule.primary, ...rule.fallback];
}
