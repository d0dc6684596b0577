/**
 * The part of JSON Schema draft-07 the configuration is described with. Keywords whose compiled form needs a library
 * at run time (`minLength`, `uniqueItems`, `format`, …) are left out on purpose.
 */
export interface SchemaNode {
  readonly type: 'object' | 'array' | 'string' | 'boolean' | 'integer' | 'number';
  readonly description: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  /** Absent means that any further key is allowed. */
  readonly additionalProperties?: SchemaNode;
  readonly items?: SchemaNode;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  /** Name of the TypeScript type generated for this object. */
  readonly title?: string;
  /**
   * Variables and `~` expand in it. `path`: a path or a list of them; `command`: a list of paths and names looked up in
   * PATH; `program`: a command whose first word is a path or such a name.
   */
  readonly 'x-path'?: 'path' | 'command' | 'program';
  /**
   * What of this setting counts from a project nobody has trusted: `any` value, or only what the named rule lets
   * through. Absent means nothing, so that a new setting is safe until someone decides otherwise.
   */
  readonly 'x-untrusted'?: 'any' | 'known-names' | 'version-probe';
}
