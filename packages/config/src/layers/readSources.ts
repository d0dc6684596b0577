import { anyoneCanChange } from '../trust/anyoneCanChange.js';
import { judgeTrust, type Trust } from '../trust/judgeTrust.js';
import { trustSubject } from '../trust/trustSubject.js';
import { fileAt, realPath } from './fileAt.js';
import { findProjectConfig, userConfigFile } from './findProjectConfig.js';
import { findRegistryDir, type RegistryDir } from './findRegistryDir.js';
import type { LoadContext } from './LoadContext.js';
import { defaultRulesFile, namedRulesFile } from './rulesFile.js';
import { readSource, type SourceDocument } from './SourceDocument.js';

/** A file that takes part, with what is known about its author. */
export interface JudgedSource extends SourceDocument {
  /** `owner`: the user's own file, or one the user named. */
  readonly trust: Trust | 'owner';
  /** What `%AIM_REGISTRY_PATH%` means in it. */
  readonly registryDir: string | undefined;
}

/** Every file that takes part, lowest layer first. */
export interface Sources {
  readonly registryDir: string | undefined;
  readonly documents: readonly JudgedSource[];
}

/**
 * Finds and reads the configuration files of all layers.
 *
 * @throws AimError when a file that was asked for is absent, or any file is unusable.
 */
export function readSources(context: LoadContext): Sources {
  const explicit = readExplicit(context);
  const userFile = userConfigFile(context);
  const user = fileAt(userFile, context.fs) === 'file' ? readSource('user', userFile, context) : undefined;
  const projectFile = explicit ? undefined : findProjectConfig(context);
  const project = projectFile === undefined ? undefined : readSource('project', projectFile, context);

  const registryDir = registryDirFor(explicit, context);
  const registry = readRegistry(registryDir, explicit, context);
  const registryTrusted = registry ? registry.trust !== undefined : registryDir?.found !== 'discovered';
  const judge = (source: SourceDocument): JudgedSource => {
    const dir = registryDir?.path;
    const trust = judgeLayer(source, dir, context);
    // A trusted file may take programs from the registry folder only if those are trusted too.
    const usable = registryTrusted || trust === 'digest' || trust === undefined;
    return { ...source, trust, registryDir: usable ? dir : undefined };
  };
  const upper = [user, project, explicit].filter((source) => source !== undefined).map(judge);
  const rules = readRules({ upper, registry, registryDir, registryTrusted }, context);
  return {
    registryDir: registryDir?.path,
    documents: [...(registry ? [registry] : []), ...(rules ? [rules] : []), ...upper],
  };
}

/** A file that the user named counts wherever it lies; the user's own only while nobody else can write it. */
function judgeLayer(
  source: SourceDocument,
  registryDir: string | undefined,
  context: LoadContext,
): JudgedSource['trust'] {
  if (source.kind === 'project') return judgeTrust(trustSubject(source, registryDir, context), context);
  return source.kind === 'user' && anyoneCanChange(source.file, context) ? undefined : 'owner';
}

function readExplicit(context: LoadContext): SourceDocument | undefined {
  const named = context.configFile || context.env.AIM_CONFIG;
  if (!named) return undefined;
  return readSource('file', context.path.resolve(context.cwd, named), context);
}

/** A registry file that was named brings its own folder. */
function registryDirFor(explicit: SourceDocument | undefined, context: LoadContext): RegistryDir | undefined {
  if (explicit?.parsed.shape === 'registry' && !context.env.AIM_REGISTRY_PATH) {
    return { path: context.path.dirname(explicit.file), found: 'environment' };
  }
  return findRegistryDir(context);
}

function readRegistry(
  registryDir: RegistryDir | undefined,
  explicit: SourceDocument | undefined,
  context: LoadContext,
): JudgedSource | undefined {
  if (!registryDir) return undefined;
  const file = context.path.join(registryDir.path, 'AIM_registry.json');
  if (fileAt(file, context.fs) !== 'file' || realPath(file, context.fs) === explicit?.real) return undefined;
  const source = readSource('registry', file, context);
  const trust = registryDir.found === 'discovered' ? judgeRegistry(source, registryDir, context) : 'owner';
  return { ...source, trust, registryDir: registryDir.path };
}

/** A link to a trusted file does not make the folder that holds the link, and the programs in it, trusted. */
function judgeRegistry(source: SourceDocument, registryDir: RegistryDir, context: LoadContext): Trust {
  const { fs, path } = context;
  if (path.dirname(source.real) !== realPath(registryDir.path, fs)) return undefined;
  return judgeTrust(trustSubject(source, registryDir.path, context), context);
}

interface RulesSearch {
  readonly upper: readonly JudgedSource[];
  readonly registry: JudgedSource | undefined;
  readonly registryDir: RegistryDir | undefined;
  readonly registryTrusted: boolean;
}

/** The highest layer that names a rules file which is there decides; else the registry folder's usual place. */
function readRules(
  { upper, registry, registryDir, registryTrusted }: RulesSearch,
  context: LoadContext,
): JudgedSource | undefined {
  const naming = [...(registry ? [registry] : []), ...upper].toReversed();
  for (const source of naming) {
    const file = namedRulesFile(source, source.registryDir, context);
    if (file === undefined || fileAt(file, context.fs) !== 'file') continue;
    if (source.trust === undefined && !(source === registry && isInside(file, registryDir, context)))
      continue;
    return judged(file, source.trust);
  }
  const usual = registryDir && defaultRulesFile(registryDir.path, context);
  if (usual === undefined || fileAt(usual, context.fs) !== 'file') return undefined;
  if (!registryTrusted && !isInside(usual, registryDir, context)) return undefined;
  return judged(usual, registryTrusted ? 'owner' : undefined);

  function judged(file: string, trust: JudgedSource['trust']): JudgedSource {
    return { ...readSource('rules', file, context), trust, registryDir: registryDir?.path };
  }
}

function isInside(file: string, folder: RegistryDir | undefined, { fs, path }: LoadContext): boolean {
  return folder !== undefined && realPath(file, fs).startsWith(realPath(folder.path, fs) + path.sep);
}
