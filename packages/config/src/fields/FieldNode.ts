/**
 * What the loader has to know of one setting, generated from the schema so that the schema itself need not be loaded.
 */
export interface FieldNode {
  /** The keys with a meaning. Absent on settings that hold no further keys and on maps. */
  readonly keys?: Readonly<Record<string, FieldNode>>;
  /** Every entry of a map, or of a list of objects. */
  readonly each?: FieldNode;
  /** Variables and `~` expand in it: all of it, each entry that is no bare name, or the first word. */
  readonly path?: 'path' | 'command' | 'program';
  /** Whether it, or anything below it, has a `path`. */
  readonly hasPaths?: true;
  /** What of it counts from a project nobody has trusted; absent means nothing. */
  readonly untrusted?: 'any' | 'known-names' | 'version-probe';
}
