/** The hash of one file. */
export interface FileHash {
  /** In lower case: `sha512`. */
  readonly algorithm: string;
  /** In lower case. */
  readonly hex: string;
}

const lengths = new Map([
  ['md5', 32],
  ['sha1', 40],
  ['sha224', 56],
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/** How far a hash is to be trusted: the length of what it yields, which ranks those that registries use. */
export function hashStrength({ hex }: FileHash): number {
  return hex.length;
}

/** Reads `sha256:<hex>` or `sha512-<base64>`; undefined for anything else and for a digest of the wrong length. */
export function parseFileHash(text: string): FileHash | undefined {
  const [, name, coded, base64] = /^([a-z0-9]+)(?::([0-9a-f]+)|-([A-Za-z0-9+/]+={0,2}))$/i.exec(text) ?? [];
  if (name === undefined) return undefined;
  const algorithm = name.toLowerCase();
  const hex = coded?.toLowerCase() ?? Buffer.from(base64 ?? '', 'base64').toString('hex');
  const length = lengths.get(algorithm);
  return hex === '' || (length !== undefined && hex.length !== length) ? undefined : { algorithm, hex };
}
