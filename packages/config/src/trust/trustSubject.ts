import type { LoadContext } from '../layers/LoadContext.js';
import { defaultRulesFile, namedRulesFile } from '../layers/rulesFile.js';
import { expansionFor, type SourceDocument } from '../layers/SourceDocument.js';
import type { TrustSubject } from './trustDigest.js';

/** What would be trusted with a file: itself, the rules that come with it, the programs it names. */
export function trustSubject(
  source: SourceDocument,
  registryDir: string | undefined,
  context: LoadContext,
): TrustSubject {
  const ownDir = source.parsed.shape === 'config' ? registryDir : context.path.dirname(source.file);
  const named = namedRulesFile(source, ownDir, context);
  const usual = source.parsed.shape === 'registry' && ownDir ? [defaultRulesFile(ownDir, context)] : [];
  return {
    file: source.real,
    bytes: source.bytes,
    value: source.parsed.value,
    expansion: expansionFor(source, ownDir, context),
    companions: [...(named ? [named] : []), ...usual],
  };
}
