import { matchGlob } from './matchGlob.js';

/**
 * The first rule a path falls under. A rule is one or more whole path segments, so `/.env` is the file or folder
 * `.env` at any depth and everything in it, but not `.envrc`; `*` and `?` match within a segment.
 *
 * @param path - Normalised; either kind of slash.
 */
export function forbiddenRule(
  path: string,
  rules: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const segments = segmentsOf(path, platform);
  return rules.find((rule) => {
    const wanted = segmentsOf(rule, platform).filter((segment) => segment !== '**');
    return wanted.length > 0 && containsRun(segments, wanted);
  });
}

function containsRun(segments: readonly string[], wanted: readonly string[]): boolean {
  const starts = Math.max(0, segments.length - wanted.length + 1);
  return Array.from({ length: starts }).some((_, start) =>
    wanted.every((pattern, offset) => matchGlob(pattern, segments[start + offset] ?? '')),
  );
}

function segmentsOf(path: string, platform: NodeJS.Platform): readonly string[] {
  const segments = (platform === 'win32' ? path.replaceAll('\\', '/') : path).split('/');
  return segments.map((segment) => comparable(segment, platform)).filter((segment) => segment !== '');
}

/** Windows ignores trailing dots and spaces of a name, and `.env::$DATA` is the content of `.env`. */
function comparable(segment: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    const name = /^[A-Za-z]:$/.test(segment) ? segment : segment.replace(/:.*$/, '');
    return (/^\.{1,2}$/.test(name) ? name : name.replace(/[. ]+$/, '')).toLowerCase();
  }
  return platform === 'darwin' ? segment.normalize('NFC').toLowerCase() : segment;
}
