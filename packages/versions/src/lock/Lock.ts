/** What `aim.lock` says of one package. Keys of later releases are kept as they are. */
export interface LockedPackage {
  readonly version: string;
  /**
   * Hashes of the version's files by platform (`linux-x64`); those under `any` hold everywhere. `sha512-<base64>` or
   * `sha256:<hex>`.
   */
  readonly integrity?: Readonly<Record<string, readonly string[]>>;
  /** Platforms that stay at another version; the hashes under `any` do not hold there. */
  readonly platformVersions?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/** The content of an `aim.lock`. Keys of later releases are kept as they are. */
export interface Lock {
  readonly lockfileVersion: 1;
  /** By package key: `npm:prettier`. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
  readonly [key: string]: unknown;
}

/** The platform's name in a lock for hashes that hold everywhere. */
export const anyPlatform = 'any';

/** A lock of nothing. */
export const emptyLock: Lock = { lockfileVersion: 1, packages: {} };
