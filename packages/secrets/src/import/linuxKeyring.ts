import { keychainUnavailable } from '../keychainUnavailable.js';
import type { LegacyReading, LegacySecret, LegacyStore } from './LegacyStore.js';
import { isOlderItem, olderService } from './olderItems.js';
import { busSocket } from './secretService/busAddress.js';
import { DbusError, type DbusOptions } from './secretService/dbusConnection.js';
import {
  deleteSecretItems,
  findSecretItems,
  type SecretServiceItem,
} from './secretService/secretServiceItems.js';

export interface LinuxKeyringOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly deadlineMs: number;
}

interface OlderItem {
  readonly name: string;
  readonly path: string;
  readonly secret: Buffer | undefined;
}

/**
 * The Secret Service. It is asked over the session bus: keytar looks only for an item's `account`, Python's keyring
 * writes a `username` instead, and keytar crashes on an item without an account.
 */
export function linuxKeyring({ env, deadlineMs }: LinuxKeyringOptions): LegacyStore {
  const onBus = async <T>(task: (options: DbusOptions) => Promise<T>): Promise<T> => {
    const socket = busSocket(env);
    if (socket === undefined) throw keychainUnavailable('there is no D-Bus session bus');
    try {
      return await task({ socket, deadlineMs });
    } catch (error) {
      if (error instanceof DbusError) throw keychainUnavailable(reasonOf(error));
      throw error;
    }
  };
  const find = async (): Promise<readonly OlderItem[]> => {
    const found = await onBus((options) => findSecretItems(options, { service: olderService }));
    const items = found.items.flatMap(olderItem);
    if (items.length === 0 && found.someLocked) throw keychainUnavailable('it is locked');
    return items;
  };
  return {
    location: 'Secret Service',
    read: async () => readingOf(await find()),
    remove: async (secrets) => {
      const items = await find();
      const gone = items.filter((item) => secrets.some((wanted) => isSame(item, wanted)));
      if (gone.length === 0) return [];
      const deleted = await onBus((options) =>
        deleteSecretItems(
          options,
          gone.map(({ path }) => path),
        ),
      );
      return gone.filter(({ path }) => deleted.includes(path)).map(({ name }) => name);
    },
  };
}

function olderItem({ path, attributes, secret }: SecretServiceItem): readonly OlderItem[] {
  const name = attributes.get('username') ?? '';
  return isOlderItem(name) ? [{ name, path, secret }] : [];
}

/** By name, since the service gives them in any order; of two with one name, in two collections, one counts. */
function readingOf(items: readonly OlderItem[]): LegacyReading {
  const first = items.filter(({ name }, index) => items.findIndex((item) => item.name === name) === index);
  first.sort((left, right) => (left.name < right.name ? -1 : 1));
  const secrets: LegacySecret[] = [];
  const unreadable: LegacyReading['unreadable'][number][] = [];
  for (const { name, secret } of first) {
    const value = secret && textOf(secret);
    if (value !== undefined) secrets.push({ name, value });
    else if (secret === undefined)
      unreadable.push({ name, reason: 'locked', message: 'The keyring is locked.' });
    else unreadable.push({ name, reason: 'undecryptable', message: 'Its value is not a text.' });
  }
  return { secrets, unreadable };
}

function isSame({ name, secret }: OlderItem, wanted: LegacySecret): boolean {
  return name === wanted.name && secret !== undefined && textOf(secret) === wanted.value;
}

function textOf(secret: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(secret);
  } catch {
    return undefined;
  }
}

function reasonOf({ message }: DbusError): string {
  return /ServiceUnknown|Spawn|NameHasNoOwner/.test(message) ? 'there is no Secret Service' : message;
}
