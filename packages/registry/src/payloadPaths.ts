/** A path in a payload, with the field it stands in. */
export interface PayloadPath {
  readonly field: string;
  readonly path: string;
}

export type PayloadPaths =
  | { readonly paths: readonly PayloadPath[] }
  /** A field that should hold paths holds something else. */
  | { readonly invalidField: string };

const pathFields = ['files', 'file', 'paths', 'path', 'test_path'] as const;

/** Every file or directory a payload names, in whichever of the known fields. */
export function payloadPaths(payload: Readonly<Record<string, unknown>>): PayloadPaths {
  const paths: PayloadPath[] = [];
  for (const field of pathFields) {
    const value = Object.hasOwn(payload, field) ? payload[field] : undefined;
    const entries: readonly unknown[] = value === undefined || value === null ? [] : [value].flat();
    for (const entry of entries) {
      if (typeof entry !== 'string' || entry === '') return { invalidField: field };
      paths.push({ field, path: entry });
    }
  }
  return { paths };
}
