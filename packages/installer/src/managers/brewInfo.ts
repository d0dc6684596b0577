import { asRecord, asTexts, parseJson } from './json.js';

/** What Homebrew knows of one formula. */
export interface BrewFormula {
  /** The only version it can install, with its revision (`1.2.3_1`). */
  readonly current: string;
  readonly sha256: readonly string[];
  readonly installed: readonly string[];
}

/** Reads the answer of `brew info --json=v2` for one formula; undefined when it holds none. */
export function parseBrewInfo(text: string): BrewFormula | undefined {
  const { formulae } = asRecord(parseJson(text));
  const formula = asRecord(Array.isArray(formulae) ? formulae[0] : undefined);
  const stable = asRecord(formula.versions).stable;
  if (typeof stable !== 'string') return undefined;
  const revision = typeof formula.revision === 'number' && formula.revision > 0 ? `_${formula.revision}` : '';
  const files = Object.values(asRecord(asRecord(asRecord(formula.bottle).stable).files));
  const source = asRecord(asRecord(formula.urls).stable).checksum;
  const installed = Array.isArray(formula.installed) ? formula.installed : [];
  return {
    current: stable + revision,
    sha256: asTexts([...files.map((file) => asRecord(file).sha256), source])
      .map((hash) => `sha256:${hash}`)
      .sort(),
    installed: asTexts(installed.map((entry: unknown) => asRecord(entry).version)),
  };
}
