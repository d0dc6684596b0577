import type { Runner } from '@aim/core';

/** The package managers there are, in the order they are reported. */
export const managerIds = ['pipx', 'uv', 'npm', 'pnpm', 'cargo', 'brew', 'winget'] as const;

export type ManagerId = (typeof managerIds)[number];

/** How a manager's versions are ordered. */
export type VersionScheme = 'pep440' | 'semver' | 'plain';

/** One package at one exact version. */
export interface PackageSpec {
  readonly name: string;
  readonly version: string;
}

/** One published version of a package. */
export interface Release {
  readonly version: string;
  /** In ms since the epoch; absent when the registry does not say. */
  readonly publishedAt?: number;
  /** Hashes of its files, `sha512-<base64>` or `sha256:<hex>`, sorted; empty when the registry gives none. */
  readonly integrity: readonly string[];
  /** Withdrawn by its author; chosen only where it is pinned. */
  readonly yanked?: boolean;
  /** What the registry calls it, such as `latest`. */
  readonly tags?: readonly string[];
}

/** A package that is installed somewhere. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Its commands: name → absolute path of the file that starts it. */
  readonly commands: Readonly<Record<string, string>>;
}

/** What a manager is handed for each call. */
export interface ManagerContext {
  readonly run: Runner;
  readonly platform: NodeJS.Platform;
  /** The environment that children are given; no secret is in it. */
  readonly env: Readonly<Record<string, string>>;
  /** The user's home directory. */
  readonly home: string;
  /** After this many ms a call to the manager and its whole process tree are ended. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface DirectoryInstallation {
  readonly packages: readonly PackageSpec[];
  /** A fresh directory that exists and is empty. It is never moved afterwards. */
  readonly directory: string;
  /** A directory of the manager's own that outlives this installation, for what may be shared (pip, caches). */
  readonly sharedDirectory: string;
}

interface AnyManager {
  readonly id: ManagerId;
  readonly scheme: VersionScheme;
  /** How many installations may run at once. */
  readonly concurrency: number;
  /** The absolute path of the manager's program, or undefined. Starts nothing. */
  find(context: ManagerContext): string | undefined;
  /** The command line that gets the manager itself onto a machine, for people to read. */
  howToGet(platform: NodeJS.Platform): string;
  /** Refuses what is no plain package name for this manager: nothing that could be an option, a URL or a path. */
  isValidName(name: string): boolean;
  /** Every release of a package the registry lists. @throws AimError `INSTALL_PACKAGE_NOT_FOUND`, … */
  releases(name: string, context: ManagerContext): Promise<readonly Release[]>;
  /**
   * The hashes of one release, in the form of {@link Release.integrity}. There where a registry's listing gives them
   * for some releases only; without it, what `releases` says is all there is.
   */
  integrityOf?(spec: PackageSpec, context: ManagerContext): Promise<readonly string[]>;
  /** What is installed in the manager's own usual place, which `aim` does not own. */
  listed(context: ManagerContext): Promise<readonly InstalledPackage[]>;
  /**
   * Files and folders whose identity changes whenever that listing may change (at least at every installation,
   * upgrade and removal), so that an unchanged listing is not asked for again. Starts no process.
   * Undefined where the listing cannot be watched like this.
   */
  listingFiles(context: ManagerContext): readonly string[] | undefined;
}

/** Installs each time into a directory of its own: what was there before goes on working until the switch. */
export interface DirectoryManager extends AnyManager {
  readonly placement: 'directory';
  /** Whether one call takes several packages as one transaction, faster than one call each. */
  readonly batches: boolean;
  /**
   * Installs into `directory` and says what is there now, as found in the directory itself.
   * On failure the directory may hold anything: the caller drops it.
   * @throws AimError `INSTALL_PACKAGE_NOT_FOUND`, `INSTALL_INTEGRITY`, `INSTALL_TIMEOUT`, `INSTALL_FAILED`, …
   */
  install(request: DirectoryInstallation, context: ManagerContext): Promise<readonly InstalledPackage[]>;
}

/** Has one place on the machine, which it changes itself. */
export interface SystemManager extends AnyManager {
  readonly placement: 'system';
  /** Brings one package to exactly this version, up or down. Resolves also when there was nothing to do. */
  install(spec: PackageSpec, context: ManagerContext): Promise<SystemInstallation>;
  uninstall(name: string, context: ManagerContext): Promise<void>;
  /** What a person types to bring a package back to a version, or to remove it; undefined where no command does. */
  readonly byHand: (name: string, version: string | undefined) => string | undefined;
}

export interface SystemInstallation {
  readonly installed: InstalledPackage;
  /** The machine must be restarted before the tool is complete. */
  readonly rebootNeeded?: boolean;
}

export type PackageManager = DirectoryManager | SystemManager;
