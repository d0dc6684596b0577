import { ancestors } from '../layers/ancestors.js';
import { fileAt, realPath } from '../layers/fileAt.js';
import { findRegistryDir } from '../layers/findRegistryDir.js';
import { loadContext, type LoadConfigOptions, type LoadContext } from '../layers/LoadContext.js';
import { defaultRulesFile, namedRulesFile } from '../layers/rulesFile.js';
import { readSource } from '../layers/SourceDocument.js';

export type FindLegacyOptions = Pick<LoadConfigOptions, 'cwd' | 'home' | 'env' | 'platform' | 'fs'>;

const folders = ['', 'config', 'aim', 'aim/config'];

const names = [
  'aim_config.json',
  'aim_config.yaml',
  'aim_config.yml',
  'invoke.yaml',
  'tool_profiles.json',
  'toolstack.config.json',
];

/**
 * The files of the older systems, each once: those of the working folder and its `config`, `aim` and `aim/config`, the
 * registry folder with its rules, and where AI_MANGER is usually installed. Only names are looked at; a file may turn out
 * to be of another kind, or of today's form.
 *
 * @throws AimError CONFIG_REGISTRY_NOT_FOUND when `AIM_REGISTRY_PATH` names no folder.
 */
export function findLegacyFiles(options: FindLegacyOptions = {}): readonly string[] {
  const context = loadContext(options);
  const { cwd, path, fs } = context;
  const here = folders.flatMap((folder) => names.map((name) => path.join(path.resolve(cwd), folder, name)));
  const candidates = [...here, ...registryFiles(context), ...managerFiles(context)];
  const found = new Map<string, string>();
  for (const file of candidates) {
    if (fileAt(file, fs) !== 'file') continue;
    const real = realPath(file, fs);
    if (!found.has(real)) found.set(real, file);
  }
  return [...found.values()];
}

function registryFiles(context: LoadContext): readonly string[] {
  const { env, cwd, path } = context;
  const found = findRegistryDir(context)?.path;
  const steward = env.AI_TOOLS_REGISTRY_ROOT ? path.resolve(cwd, env.AI_TOOLS_REGISTRY_ROOT) : undefined;
  const folders = [found, steward].filter((folder) => folder !== undefined);
  return folders.flatMap((folder) => {
    const registry = path.join(folder, 'AIM_registry.json');
    const named = rulesNamedBy(registry, context);
    return [registry, ...(named === undefined ? [] : [named]), defaultRulesFile(folder, context)];
  });
}

/** What is wrong with a registry is said when it is migrated. */
function rulesNamedBy(registry: string, context: LoadContext): string | undefined {
  try {
    const source = readSource('registry', registry, context);
    return namedRulesFile(source, context.path.dirname(registry), context);
  } catch {
    return undefined;
  }
}

function managerFiles({ cwd, home, platform, path }: LoadContext): readonly string[] {
  const above = ancestors(path.resolve(cwd), path);
  const roots = [...above.map((folder) => path.join(folder, 'AI_MANGER')), path.join(home, 'AI_MANGER')];
  const fixed = platform === 'win32' ? ['C:\\Tools', 'C:\\Tools\\AI_MANGER'] : [];
  return [...roots, ...fixed, path.join(home, '.toolstack')].flatMap((root) => [
    path.join(root, 'config', 'toolstack.config.json'),
    path.join(root, 'toolstack.config.json'),
  ]);
}
