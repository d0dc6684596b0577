const pattern = /^[A-Za-z0-9](?:[A-Za-z0-9.+_~ -]*[A-Za-z0-9])?$/;

/** Whether a text can be one version of a manager that has no notation of its own, and nothing else. */
export function isPlainVersion(version: string): boolean {
  return version.length <= 128 && pattern.test(version);
}

/**
 * Orders two versions by their numbers, part by part; where they end alike, by their remaining text.
 * Negative if `a` is the older one, 0 if they name the same version.
 */
export function comparePlainVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const order = comparePart(left[at] ?? '0', right[at] ?? '0');
    if (order !== 0) return order;
  }
  return 0;
}

function parts(version: string): readonly string[] {
  return (
    version
      .toLowerCase()
      .replace(/^v(?=\d)/, '')
      .match(/\d+|[a-z]+/g) ?? []
  );
}

function comparePart(a: string, b: string): number {
  const [numberA, numberB] = [Number(a), Number(b)];
  if (!Number.isNaN(numberA) && !Number.isNaN(numberB)) return numberA - numberB;
  // A word marks what comes before the plain number, as in 2.0-beta.
  if (Number.isNaN(numberA) !== Number.isNaN(numberB)) return Number.isNaN(numberA) ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}
