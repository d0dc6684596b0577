/** The few things that are asked of the file system about tools. None of them throws. */
export interface ToolFs {
  /** The path with all links followed; `undefined` when there is nothing. */
  realPath(path: string): string | undefined;
  /** Device and inode, which hard links share; `undefined` where the system has none. */
  identity(path: string): string | undefined;
  /** A text of at most 1 MiB; `undefined` when it cannot be read. */
  readText(path: string): string | undefined;
  /** Names in a folder; empty when it cannot be read. */
  list(folder: string): readonly string[];
}
