import { expandPath } from '../fields/expandPath.js';
import type { LoadContext } from './LoadContext.js';
import { expansionFor, type SourceDocument } from './SourceDocument.js';

/** The rules file a configuration names in `crossToolRulesPath`, whether it exists or not. */
export function namedRulesFile(
  source: SourceDocument,
  registryDir: string | undefined,
  context: LoadContext,
): string | undefined {
  const written = source.parsed.value.registry?.crossToolRulesPath;
  if (!written) return undefined;
  const { value, unknown } = expandPath(written, expansionFor(source, registryDir, context));
  return unknown.length === 0 && context.path.isAbsolute(value) ? value : undefined;
}

/** Where a registry folder keeps its rules if nothing else is said. */
export function defaultRulesFile(registryDir: string, { path }: LoadContext): string {
  return path.join(registryDir, 'AIM_cross-tool', 'AIM_coordination-rules.json');
}
