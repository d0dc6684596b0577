import type { ConfigLayerKind } from '../ConfigLayer.js';
import type { ExpansionContext } from '../fields/ExpansionContext.js';
import { parseConfigText } from '../parse/parseConfigText.js';
import type { ParsedConfig } from '../parse/ParsedConfig.js';
import { realPath } from './fileAt.js';
import type { LoadContext } from './LoadContext.js';
import { readConfigFile } from './readConfigFile.js';

/** One configuration file as it lies on the disk. */
export interface SourceDocument {
  readonly kind: ConfigLayerKind;
  readonly file: string;
  /** The file with all links resolved: what trust is given to, and what relative paths start from. */
  readonly real: string;
  readonly bytes: Uint8Array;
  readonly parsed: ParsedConfig;
}

/**
 * Reads and checks one file.
 *
 * @throws AimError as `readConfigFile` and `parseConfigText` do.
 */
export function readSource(kind: ConfigLayerKind, file: string, context: LoadContext): SourceDocument {
  const bytes = readConfigFile(file, context.fs);
  return { kind, file, real: realPath(file, context.fs), bytes, parsed: parseConfigText(bytes, { file }) };
}

/** How the paths of a file expand. `registryDir` is what `%AIM_REGISTRY_PATH%` may mean there. */
export function expansionFor(
  source: Pick<SourceDocument, 'real'>,
  registryDir: string | undefined,
  { home, platform, env, path }: LoadContext,
): ExpansionContext {
  return { base: path.dirname(source.real), home, platform, env, registryDir, variables: 'all' };
}
