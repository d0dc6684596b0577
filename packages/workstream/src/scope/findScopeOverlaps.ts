import type { Workstream } from '../format/Workstream.js';
import { parseScope, type ScopePattern } from './parseScope.js';
import { scopesIntersect } from './scopesIntersect.js';

/** Two workstreams that claim the same file, by their places in the list. */
export interface ScopeOverlap {
  readonly first: number;
  readonly second: number;
  /** The narrower of the two entries. */
  readonly path: string;
}

interface Claim extends ScopePattern {
  readonly owner: number;
}

/** Every pair of workstreams whose `files_scope` and `files_create` meet, once per pair and path. */
export function findScopeOverlaps(workstreams: readonly Workstream[]): ScopeOverlap[] {
  const claims = workstreams.flatMap(claimsOf);
  const found = new Map<string, ScopeOverlap>();
  const report = (a: Claim, b: Claim): void => {
    if (a.owner === b.owner) return;
    const [first, second] = a.owner < b.owner ? [a.owner, b.owner] : [b.owner, a.owner];
    const path = narrower(a, b);
    found.set(`${first} ${second} ${path}`, { first, second, path });
  };
  const paths = claims.filter(({ isPath }) => isPath);
  const globs = claims.filter(({ isPath }) => !isPath);
  pairPaths(paths, report);
  for (const [index, glob] of globs.entries()) {
    for (const other of paths) if (scopesIntersect(glob, other)) report(glob, other);
    for (const other of globs.slice(index + 1)) if (scopesIntersect(glob, other)) report(glob, other);
  }
  return [...found.values()].sort(
    (a, b) => a.first - b.first || a.second - b.second || (a.path < b.path ? -1 : 1),
  );
}

function claimsOf(workstream: Workstream, owner: number): Claim[] {
  const entries = new Set([...workstream.files_scope, ...workstream.files_create]);
  return [...entries].flatMap(parseScope).map((pattern) => ({ ...pattern, owner }));
}

/** A plain path meets only itself and the folders above it, which are looked up, not searched for. */
function pairPaths(paths: readonly Claim[], report: (a: Claim, b: Claim) => void): void {
  const byText = new Map<string, Claim[]>();
  for (const claim of paths) {
    const same = byText.get(claim.text) ?? [];
    for (const other of same) report(other, claim);
    same.push(claim);
    byText.set(claim.text, same);
  }
  for (const claim of paths) {
    for (let end = claim.text.lastIndexOf('/'); end > 0; end = claim.text.lastIndexOf('/', end - 1)) {
      for (const folder of byText.get(claim.text.slice(0, end)) ?? []) report(folder, claim);
    }
  }
}

function narrower(a: Claim, b: Claim): string {
  if (a.isPath !== b.isPath) return a.isPath ? a.text : b.text;
  return a.parts.length >= b.parts.length ? a.text : b.text;
}
