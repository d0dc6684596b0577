/** A document that says what is in use, such as a lock of versions, and whoever has tools installed keeps true. */
export interface Follower {
  /**
   * Where the document is, for the journal: whoever completes or undoes the run, from wherever it is, has that one
   * follow. Undefined where there is none.
   */
  find(): string | undefined;
  /** What it takes to restore the document, for the journal; undefined when it has gone. */
  save(place: string): string | undefined;
  /** Brings the document up to date with the tools in use. After a crash it is done again. */
  follow(place: string): void;
  /** Puts back what `save` gave. After a crash it is done again. */
  restore(place: string, saved: string): void;
}
