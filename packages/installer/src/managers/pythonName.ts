const part = '[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?';
const pattern = new RegExp(`^${part}(?:\\[${part}(?:,${part})*\\])?$`);

/** Whether a text is a package name as PEP 508 has it, with or without extras (`black[d]`). */
export function isPythonName(name: string): boolean {
  return name.length <= 214 && pattern.test(name) && !/\.(?:whl|zip|egg|tgz|tbz|tar(?:\.\w+)?)$/i.test(name);
}

/** The name that PEP 503 gives a project: without extras, in lower case, with single dashes. */
export function normalizePythonName(name: string): string {
  return name
    .replace(/\[.*$/, '')
    .replace(/[-_.]+/g, '-')
    .toLowerCase();
}
