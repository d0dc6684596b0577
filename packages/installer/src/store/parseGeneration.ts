import { managerIds } from '../PackageManager.js';
import type { Generation, GenerationPackage } from './Generation.js';
import {
  choiceOf,
  countOf,
  FieldError,
  fieldsOf,
  flagOf,
  listOf,
  optional,
  own,
  textOf,
} from './readFields.js';
import { commandsOf, storeDirectoryOf } from './safeNames.js';

/**
 * Reads a generation's document.
 *
 * @throws FieldError naming the field that is wrong
 */
export function parseGeneration(document: unknown): Generation {
  const fields = fieldsOf(document, 'the document');
  if (own(fields, 'format') !== 1) throw new FieldError('format is not 1');
  return {
    format: 1,
    number: countOf(own(fields, 'number'), 'number'),
    createdAt: textOf(own(fields, 'createdAt'), 'createdAt'),
    ...optional(fields, 'origin', countOf),
    packages: listOf(own(fields, 'packages'), 'packages', parsePackage),
  };
}

/** @throws FieldError naming the field that is wrong */
export function parsePackage(value: unknown, what: string): GenerationPackage {
  const fields = fieldsOf(value, what);
  const system = own(fields, 'system') === true;
  const parsed: GenerationPackage = {
    manager: choiceOf(own(fields, 'manager'), `${what}.manager`, managerIds),
    name: textOf(own(fields, 'name'), `${what}.name`),
    version: textOf(own(fields, 'version'), `${what}.version`),
    integrity: listOf(own(fields, 'integrity'), `${what}.integrity`, textOf),
    ...optional(fields, 'directory', storeDirectoryOf),
    commands: commandsOf(own(fields, 'commands'), `${what}.commands`),
    ...optional(fields, 'tool', textOf),
    ...optional(fields, 'pinned', flagOf),
    ...(system && { system }),
    ...optional(fields, 'previous', textOf),
    installedAt: textOf(own(fields, 'installedAt'), `${what}.installedAt`),
  };
  if (system === (parsed.directory !== undefined)) throw new FieldError(`${what} has no place of its own`);
  return parsed;
}
