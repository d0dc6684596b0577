/**
 * The published JSON Schema (draft-07) of `aim_config.json`. It is large and loaded only here.
 */
export async function configSchema(): Promise<Readonly<Record<string, unknown>>> {
  const { publishedSchema } = await import('./generated/publishedSchema.js');
  return publishedSchema;
}
