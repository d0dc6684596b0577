/** A package index, and what makes a program use it. */
export interface PythonIndex {
  readonly url: string;
  /** For people to read: a variable, or a setting and its file. */
  readonly setBy: string;
}

export interface PythonIndexes {
  readonly main: PythonIndex;
  /** Those that packages are taken from as well. */
  readonly extra: readonly PythonIndex[];
}

export const publicPythonIndex = 'https://pypi.org/simple';
