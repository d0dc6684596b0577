/** -1: the first is older; 1: it is newer; 0: they are equal. */
export type VersionOrder = -1 | 0 | 1;

/** What there is to know about versions of one kind. `Parsed` is opaque to everyone else. */
export interface SchemeRules<Parsed> {
  /** Undefined for what is no version of this kind, or one that cannot be ordered without loss. */
  parse(text: string): Parsed | undefined;
  compare(a: Parsed, b: Parsed): VersionOrder;
  isPrerelease(version: Parsed): boolean;
}

/** Longer texts are no versions; semver's own limit, which keeps every pattern cheap. */
export const maxVersionLength = 256;
