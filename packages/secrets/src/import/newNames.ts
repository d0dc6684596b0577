/** The older secret that fills a variable, by the variable's name: `{OPENAI_API_KEY: 'openai'}`. */
export type EnvMap = Readonly<Record<string, string>>;

/** The names under which the vault keeps an older secret: the variables it fills, else its own. */
export function newNames(legacyName: string, envMap: EnvMap): readonly string[] {
  const variables = Object.entries(envMap).flatMap(([variable, secret]) =>
    secret === legacyName ? [variable] : [],
  );
  return variables.length > 0 ? variables : [legacyName];
}
