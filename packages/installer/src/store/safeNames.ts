import { FieldError } from './readFields.js';

/** `store/<manager>/<id>`: what a record names can lie nowhere else. */
const storeDirectory = /^store\/[a-z]{1,20}\/[a-z0-9]{1,40}$/;
const unsafeInName = /[\\/:*?"<>|\p{Cc}]/u;

/** Whether a command can stand as a file of this name on every platform. */
export function isSafeCommandName(name: string): boolean {
  if (name === '' || name.length > 100 || unsafeInName.test(name)) return false;
  return !/^[.-]|[. ]$/.test(name) && name !== '__proto__';
}

/** Whether a path, written with `/`, stays below where it starts. */
export function isInnerPath(path: string): boolean {
  if (path === '' || path.includes('\0') || path.includes('\\') || /^(?:\/|[A-Za-z]:)/.test(path))
    return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

export function storeDirectoryOf(value: unknown, what: string): string {
  if (typeof value === 'string' && storeDirectory.test(value)) return value;
  throw new FieldError(`${what} is no directory of the store`);
}

export function commandsOf(value: unknown, what: string): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FieldError(`${what} is no object`);
  }
  const entries = Object.entries(value as Record<string, unknown>);
  for (const [name, path] of entries) {
    if (!isSafeCommandName(name)) throw new FieldError(`${what} holds a name that is no command's`);
    if (typeof path !== 'string' || !isInnerPath(path))
      throw new FieldError(`${what} leads out of the directory`);
  }
  return Object.fromEntries(entries) as Record<string, string>;
}
