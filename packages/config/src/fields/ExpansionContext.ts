/** What path settings of one layer expand to. */
export interface ExpansionContext {
  /** The folder relative paths start from; relative paths stay as they are when absent. */
  readonly base?: string | undefined;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `%AIM_REGISTRY_PATH%` means; stays literal when absent. */
  readonly registryDir?: string | undefined;
  /**
   * `places` lets only names of well-known folders expand, so that a file nobody vouches for cannot have the value of
   * another variable, a key for instance, printed or written somewhere.
   */
  readonly variables: 'all' | 'places';
}
