/** What happens to one profile. */
export interface ProfileEdit {
  readonly path: string;
  /** The lines of the block; empty when it is removed. */
  readonly lines: readonly string[];
  /** `same`: nothing is written. `remove`: the file was made for the block and goes with it. */
  readonly action: 'create' | 'update' | 'remove' | 'same';
  /** The file's bytes when the plan was made; `undefined` when there was none. */
  readonly before: Buffer | undefined;
  readonly after: Buffer | undefined;
  /** Permission bits the file keeps. */
  readonly mode: number;
}
