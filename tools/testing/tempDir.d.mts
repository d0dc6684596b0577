/** The real path of a new directory, removed when the running test ends. */
export declare function tempDir(parent?: string): string;

export interface TempDir {
  readonly path: string;
  /** Writes a file and returns its absolute path. */
  readonly file: (name: string, text: string, mode?: number) => string;
}

/** Called outside of the tests: gives a new directory each time, removed after the running test. */
export declare function useTempDir(): () => TempDir;
