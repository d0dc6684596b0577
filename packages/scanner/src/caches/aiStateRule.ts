import {
  aiderProjectRules,
  aiStatePlaces,
  expendableKinds,
  type AiStateKind,
  type AiStateRule,
} from './aiStateTable.js';
import { isAiStateName } from './isAiStateName.js';

/** The rule that a path in an AI tool's folder falls under. */
export interface AiStateMatch {
  readonly holds: AiStateKind;
  readonly about: string;
  /** How many segments of the path the rule is about; the part ends there. */
  readonly depth: number;
}

const unknown: AiStateMatch = { holds: 'unknown', about: 'Not known', depth: 1 };

/**
 * What a path in an AI tool's folder holds; of several rules the longest counts. What no rule names is `unknown`.
 *
 * @param segments - the path below the tool's folder; empty for a tool's single file.
 */
export function aiStateRule(rules: readonly AiStateRule[], segments: readonly string[]): AiStateMatch {
  let best: AiStateMatch | undefined;
  for (const rule of rules) {
    const wanted = rule.path === '' ? [] : rule.path.split('/');
    if (wanted.length > segments.length || wanted.length < (best?.depth ?? 0)) continue;
    if (!wanted.every((pattern, index) => matchesSegment(pattern, segments[index] ?? ''))) continue;
    if (best === undefined || wanted.length > best.depth) {
      best = { holds: rule.holds, about: rule.about, depth: wanted.length };
    }
  }
  return best ?? unknown;
}

/** The rules for a file or folder that an AI tool left under this name, in the home folder or in a project. */
export function aiStateRulesFor(name: string): readonly AiStateRule[] {
  const lower = name.toLowerCase();
  const place = aiStatePlaces.find(({ home }) => home === lower);
  return place?.rules ?? [];
}

/**
 * Whether an absolute path may be moved as a whole: it is in no AI tool's folder, or it is a part of one that holds
 * neither a login nor a history nor settings.
 */
export function isExpendablePath(path: string): boolean {
  const segments = path.split(/[\\/]/);
  const at = segments.findIndex(isAiStateName);
  if (at === -1) return true;
  const name = segments[at] ?? '';
  const inner = segments.slice(at + 1);
  const rules = aiStateRulesFor(name);
  const match = rules.length === 0 ? aiStateRule(aiderProjectRules, [name]) : aiStateRule(rules, inner);
  return expendableKinds.has(match.holds) && (rules.length === 0 || match.depth <= inner.length);
}

function matchesSegment(pattern: string, segment: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === segment;
  const head = pattern.slice(0, star);
  const last = pattern.lastIndexOf('*');
  const tail = pattern.slice(last + 1);
  const middle = pattern.slice(star + 1, last);
  return (
    segment.length >= head.length + middle.length + tail.length &&
    segment.startsWith(head) &&
    segment.endsWith(tail) &&
    segment.slice(head.length).includes(middle)
  );
}
