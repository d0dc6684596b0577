import type { ConfigIssue } from '../ConfigIssue.js';
import { expandPaths } from '../fields/expandPaths.js';
import type { JsonObject } from '../JsonObject.js';
import { formatPointer } from '../jsonPointer.js';
import { filterUntrusted } from '../trust/filterUntrusted.js';
import type { IgnoredSetting } from '../trust/IgnoredSetting.js';
import type { AppliedLayer } from './AppliedLayer.js';
import { issueAt } from './issueAt.js';
import type { LoadContext } from './LoadContext.js';
import type { JudgedSource } from './readSources.js';
import { expansionFor } from './SourceDocument.js';

export interface SourceOutcome {
  readonly applied: AppliedLayer;
  readonly issues: readonly ConfigIssue[];
  readonly ignored: readonly IgnoredSetting[];
}

/** Expands the paths of one file and, if nobody has vouched for it, leaves out what may not count. */
export function applySource(source: JudgedSource, lower: JsonObject, context: LoadContext): SourceOutcome {
  const { kind, file, parsed } = source;
  const trusted = source.trust !== undefined;
  const expansion = expansionFor(source, source.registryDir, context);
  const expanded = expandPaths(parsed.value, { ...expansion, variables: trusted ? 'all' : 'places' });
  const filtered = trusted ? { value: expanded.value, ignored: [] } : filterUntrusted(expanded.value, lower);
  const unknown = expanded.unknown.map(({ path, name }) =>
    issueAt(parsed, path, {
      severity: 'warning',
      topic: 'variable',
      message: `The variable ${name} has no value here; it stays as it is written.`,
      hint:
        name.toUpperCase() === 'AIM_REGISTRY_PATH'
          ? 'Set AIM_REGISTRY_PATH, or run "aim config trust" for the registry of this project.'
          : 'Set the variable, or write the path out.',
    }),
  );
  const ignored = filtered.ignored.map((path) => ({ pointer: formatPointer(path), file, layer: kind }));
  const warning = filtered.ignored.length > 0 ? [trustWarning(source, filtered.ignored)] : [];
  return {
    applied: { layer: { kind, file, trusted }, value: filtered.value, source },
    issues: [...parsed.issues, ...unknown, ...warning],
    ignored,
  };
}

function trustWarning(
  { kind, file, parsed }: JudgedSource,
  ignored: readonly (readonly string[])[],
): ConfigIssue {
  const pointers = ignored.map((path) => formatPointer(parsed.sourcePath(path)));
  return issueAt(parsed, ignored[0] ?? [], {
    severity: 'warning',
    topic: 'trust',
    message:
      kind === 'user'
        ? `Any user can change this file, so these settings do not count: ${pointers.join(', ')}.`
        : `This file is not trusted, so these settings do not count: ${pointers.join(', ')}.`,
    hint:
      kind === 'user'
        ? `Read the file; if you agree with it, make it and its folder yours alone: chmod go-w '${file}'`
        : 'Read the file; if you agree with it, run "aim config trust".',
  });
}
