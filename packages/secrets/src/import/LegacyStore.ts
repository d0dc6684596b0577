/** A secret of an older system, under that system's own name. */
export interface LegacySecret {
  readonly name: string;
  readonly value: string;
}

export type LegacyObstacle = 'needs_windows' | 'locked' | 'undecryptable';

export interface LegacyReading {
  readonly secrets: readonly LegacySecret[];
  /** What is there and cannot be read, and why, as a sentence. */
  readonly unreadable: readonly {
    readonly name: string;
    readonly reason: LegacyObstacle;
    readonly message: string;
  }[];
}

/** One place where an older system kept secrets. */
export interface LegacyStore {
  /** For people: the path of a file or the name of a keychain. */
  readonly location: string;
  /** Changes nothing. @throws AimError when the place as a whole cannot be read. */
  read(): Promise<LegacyReading>;
  /** Takes secrets out, if they still have these values; which of them are gone. @throws AimError as `read` does. */
  remove(secrets: readonly LegacySecret[]): Promise<readonly string[]>;
}
