/** One published version of a package, as a registry lists it. */
export interface Release {
  readonly version: string;
  /** In ms since the epoch; absent when the registry does not say. */
  readonly publishedAt?: number;
  /** Hashes of its files, `sha512-<base64>` or `sha256:<hex>`. */
  readonly integrity: readonly string[];
  /** Withdrawn by its author. */
  readonly yanked?: boolean;
  /** What the registry calls it, such as `latest`. */
  readonly tags?: readonly string[];
}
