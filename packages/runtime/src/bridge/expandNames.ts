export interface NameValues {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `%AIM_REGISTRY_PATH%` stands for. */
  readonly registryPath: string;
}

/** Puts values in the place of `%NAME%`, once. A name without a value stays as it is written. */
export function expandNames(text: string, { env, registryPath }: NameValues): string {
  return text.replace(/%(\w+)%/g, (written: string, name: string) => {
    if (name === 'AIM_REGISTRY_PATH') return registryPath;
    return (Object.hasOwn(env, name) ? env[name] : undefined) ?? written;
  });
}
