const placeholder = /\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Values of placeholders. A list stands for several arguments where it is the whole argument. */
export type PlaceholderValues = Readonly<Record<string, string | readonly string[]>>;

/** Fills the placeholders of one text; those without a value stay. A value is never expanded again. */
export function expandPlaceholders(text: string, values: PlaceholderValues): string {
  return text.replace(placeholder, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : typeof value === 'string' ? value : value.join(' ');
  });
}

/** Fills the placeholders of arguments; `{files}` alone becomes one argument per file. */
export function expandArguments(args: readonly string[], values: PlaceholderValues): string[] {
  return args.flatMap((arg) => {
    const name = /^\{(\w+)\}$/.exec(arg)?.[1];
    const value = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
    return typeof value === 'object' ? value : expandPlaceholders(arg, values);
  });
}

/** The placeholders in the texts that have no value. In a text with blanks, braces are taken for a program's own. */
export function openPlaceholders(texts: readonly string[], names: readonly string[]): string[] {
  const found = texts
    .filter((text) => !/\s/.test(text))
    .flatMap((text) => [...text.matchAll(placeholder)].map(([, name = '']) => name));
  return [...new Set(found)].filter((name) => !names.includes(name));
}
