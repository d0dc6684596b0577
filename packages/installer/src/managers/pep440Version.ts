const longest = 128;

// Appendix B of PEP 440.
const pattern =
  /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preNumber>\d+)?)?(?:-(?<postShort>\d+)|(?<post>[-_.]?(?:post|rev|r)[-_.]?(?<postNumber>\d+)?))?(?<dev>[-_.]?dev[-_.]?(?<devNumber>\d+)?)?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;

const preNames: Readonly<Record<string, string>> = {
  alpha: 'a',
  beta: 'b',
  c: 'rc',
  pre: 'rc',
  preview: 'rc',
};

/** The normal form that PEP 440 gives a version (`1.0-Beta.2` is `1.0b2`), or undefined if it is none. */
export function normalizePep440(version: string): string | undefined {
  const groups = version.length <= longest ? pattern.exec(version)?.groups : undefined;
  if (groups?.release === undefined) return undefined;
  const { epoch, release, pre, preNumber, postShort, post, postNumber, dev, devNumber, local } = groups;
  const kind = pre?.toLowerCase();
  return [
    Number(epoch ?? 0) === 0 ? '' : `${plain(epoch)}!`,
    release.split('.').map(plain).join('.'),
    kind === undefined ? '' : `${preNames[kind] ?? kind}${plain(preNumber)}`,
    postShort === undefined && post === undefined ? '' : `.post${plain(postShort ?? postNumber)}`,
    dev === undefined ? '' : `.dev${plain(devNumber)}`,
    local === undefined ? '' : `+${local.toLowerCase().split(/[-_.]/).map(plainIfNumber).join('.')}`,
  ].join('');
}

function plain(digits: string | undefined): string {
  return (digits ?? '0').replace(/^0+(?=\d)/, '');
}

function plainIfNumber(part: string): string {
  return /^\d+$/.test(part) ? plain(part) : part;
}
