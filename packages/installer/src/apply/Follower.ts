/** A document that says what is in use, such as a lock of versions, and whoever has tools installed keeps true. */
export interface Follower {
  /** What it takes to restore the document, for the journal; undefined where there is none. */
  save(): string | undefined;
  /** Brings the document up to date with the tools in use. After a crash it is done again. */
  follow(): void;
  /** Puts back what `save` gave. After a crash it is done again. */
  restore(saved: string): void;
}
