import { DbusError, openDbus, type DbusConnection, type DbusOptions } from './dbusConnection.js';
import type { DbusVariant } from './encodeDbus.js';

/** One item of the Secret Service. */
export interface SecretServiceItem {
  /** Object path of the item. */
  readonly path: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** `undefined` for an item of a locked collection. */
  readonly secret: Buffer | undefined;
}

export const secretService = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
} as const;

export interface SecretServiceFind {
  readonly items: readonly SecretServiceItem[];
  /** A collection is locked: it may hold more, since a service need not know what a locked one holds. */
  readonly someLocked: boolean;
}

/** The items with these attributes, with their secrets as far as they are unlocked. Opens no dialog. @throws DbusError */
export async function findSecretItems(
  options: DbusOptions,
  attributes: Readonly<Record<string, string>>,
): Promise<SecretServiceFind> {
  return withBus(options, async (bus) => {
    const [unlocked, locked] = (await bus.call({
      ...secretService,
      member: 'SearchItems',
      signature: 'a{ss}',
      arguments: [Object.entries(attributes)],
      returns: 'aoao',
    })) as [readonly string[], readonly string[]];
    const secrets = await secretsOf(bus, unlocked);
    const items: SecretServiceItem[] = [];
    for (const path of [...unlocked, ...locked]) {
      const pairs = await propertyOf(bus, path, { name: 'Item.Attributes', type: 'a{ss}' });
      items.push({
        path,
        attributes: new Map(pairs as readonly (readonly [string, string])[]),
        secret: secrets.get(path),
      });
    }
    return { items, someLocked: await hasLockedCollection(bus) };
  });
}

/** Deletes items; which of them are gone. An item whose deletion needs a dialog stays. @throws DbusError */
export async function deleteSecretItems(
  options: DbusOptions,
  paths: readonly string[],
): Promise<readonly string[]> {
  return withBus(options, async (bus) => {
    const deleted: string[] = [];
    for (const path of paths) {
      const { destination } = secretService;
      const [prompt] = await bus.call({
        destination,
        path,
        interface: 'org.freedesktop.Secret.Item',
        member: 'Delete',
        returns: 'o',
      });
      if (prompt === '/') deleted.push(path);
    }
    return deleted;
  });
}

/**
 * A session in which values travel as they are: the socket belongs to this user, and whoever may read along there may
 * ask for the value just as well.
 */
export async function openSecretSession(bus: DbusConnection): Promise<string> {
  const [, session] = await bus.call({
    ...secretService,
    member: 'OpenSession',
    signature: 'sv',
    arguments: ['plain', { signature: 's', value: '' }],
    returns: 'vo',
  });
  return session as string;
}

async function withBus<T>(options: DbusOptions, task: (bus: DbusConnection) => Promise<T>): Promise<T> {
  const bus = await openDbus(options);
  try {
    return await task(bus);
  } finally {
    bus.close();
  }
}

async function secretsOf(
  bus: DbusConnection,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  if (paths.length === 0) return new Map();
  const session = await openSecretSession(bus);
  const [secrets] = await bus.call({
    ...secretService,
    member: 'GetSecrets',
    signature: 'aoo',
    arguments: [paths, session],
    returns: 'a{o(oayays)}',
  });
  const pairs = secrets as readonly (readonly [string, readonly [string, Buffer, Buffer, string]])[];
  return new Map(pairs.map(([path, [, , value]]) => [path, value]));
}

async function hasLockedCollection(bus: DbusConnection): Promise<boolean> {
  const wanted = { name: 'Service.Collections', type: 'ao' };
  const collections = (await propertyOf(bus, secretService.path, wanted)) as readonly string[];
  for (const collection of collections) {
    if (await propertyOf(bus, collection, { name: 'Collection.Locked', type: 'b' })) return true;
  }
  return false;
}

interface Property {
  /** Interface and property, such as `Item.Label`. */
  readonly name: string;
  readonly type: string;
}

/** @throws DbusError also when the property is of another type. */
async function propertyOf(bus: DbusConnection, path: string, { name, type }: Property): Promise<unknown> {
  const [owner = '', property = ''] = name.split('.');
  const [answer] = await bus.call({
    destination: secretService.destination,
    path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    arguments: [`org.freedesktop.Secret.${owner}`, property],
    returns: 'v',
  });
  const { signature, value } = answer as DbusVariant;
  if (signature === type) return value;
  throw new DbusError(`its property ${property} is of another form than it should be`);
}
