import { managerIds, type InstalledPackage, type ManagerId } from '../PackageManager.js';
import { choiceOf, FieldError, fieldsOf, listOf, own, textOf } from '../store/readFields.js';

/** A path and what tells one state of it from another. */
export type FileIdentity = readonly [path: string, identity: string];

/** The last answer of a manager, and the files as they were when it was given. */
export interface ListingCache {
  readonly format: 1;
  readonly manager: ManagerId;
  readonly files: readonly FileIdentity[];
  readonly packages: readonly InstalledPackage[];
}

/** @throws FieldError for anything else than what was written */
export function parseListingCache(document: unknown): ListingCache {
  const fields = fieldsOf(document, 'the cache');
  if (own(fields, 'format') !== 1) throw new FieldError('format is not 1');
  return {
    format: 1,
    manager: choiceOf(own(fields, 'manager'), 'manager', managerIds),
    files: listOf(own(fields, 'files'), 'files', parseIdentity),
    packages: listOf(own(fields, 'packages'), 'packages', parseInstalled),
  };
}

function parseIdentity(value: unknown, what: string): FileIdentity {
  const [path, identity] = listOf(value, what, textOf);
  if (path === undefined || identity === undefined) throw new FieldError(`${what} is incomplete`);
  return [path, identity];
}

function parseInstalled(value: unknown, what: string): InstalledPackage {
  const fields = fieldsOf(value, what);
  const commands = Object.entries(fieldsOf(own(fields, 'commands'), `${what}.commands`));
  return {
    name: textOf(own(fields, 'name'), `${what}.name`),
    version: textOf(own(fields, 'version'), `${what}.version`),
    commands: Object.fromEntries(commands.map(([name, path]) => [name, textOf(path, `${what}.commands`)])),
  };
}
