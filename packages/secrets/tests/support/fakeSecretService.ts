import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { decodeDbus } from '../../src/import/secretService/decodeDbus.js';
import { decodeMessage } from '../../src/import/secretService/dbusMessage.js';
import { encodeDbus, type DbusVariant } from '../../src/import/secretService/encodeDbus.js';
import { tempDirectory } from './tempDirectory.js';

export interface FakeItem {
  readonly attributes: Readonly<Record<string, string>>;
  readonly secret: Buffer;
  readonly locked?: boolean;
  /** Deleting it would open a dialog. */
  readonly asksFirst?: boolean;
}

/** Object paths of items and what they hold. */
export type FakeItems = Map<string, FakeItem>;

export interface FakeSecretService {
  readonly items: FakeItems;
  /** Whether the default collection is locked. */
  readonly locked?: boolean;
  /** Refuses every call behind the bus's own with this error. */
  readonly error?: string;
  /** Answers something else than it should. */
  readonly instead?: (member: string, answer: Answer) => Answer;
}

export type Answer = readonly [signature: string, ...values: unknown[]];

interface Call {
  readonly path: string;
  readonly member: string;
  readonly values: readonly unknown[];
}

const collection = '/org/freedesktop/secrets/collection/login';

/** A session bus with a Secret Service, in this process; the environment that leads to it. */
export async function fakeSecretService(
  service: FakeSecretService,
): Promise<{ env: Record<string, string> }> {
  const path = join(tempDirectory(), 'bus');
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    serve(socket, service);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { env: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` } };
}

function serve(socket: Socket, service: FakeSecretService): void {
  let pending = Buffer.alloc(0);
  let begun = false;
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    if (!begun && pending.includes('AUTH')) {
      pending = Buffer.alloc(0);
      socket.write('OK 0123\r\n');
    }
    if (!begun && pending.subarray(0, 7).toString() === 'BEGIN\r\n') {
      begun = true;
      pending = pending.subarray(7);
    }
    if (!begun) return;
    for (let next = decodeMessage(pending); next !== undefined; next = decodeMessage(pending)) {
      const { serial, ...call } = callIn(pending.subarray(0, next.length), next.message.values);
      pending = pending.subarray(next.length);
      socket.write(reply(serial, call, service));
    }
  });
}

function callIn(bytes: Buffer, values: readonly unknown[]): Call & { readonly serial: number } {
  const header = decodeDbus('yyyyuua(yv)', bytes);
  const fields = new Map(header[6] as readonly (readonly [number, DbusVariant])[]);
  return {
    serial: header[5] as number,
    path: fields.get(1)?.value as string,
    member: fields.get(3)?.value as string,
    values,
  };
}

function reply(serial: number, call: Call, service: FakeSecretService): Buffer {
  if (service.error !== undefined && call.member !== 'Hello') {
    return message(3, [[4, { signature: 's', value: service.error }]], serial, ['']);
  }
  const right = answer(call, service);
  return message(2, [], serial, service.instead?.(call.member, right) ?? right);
}

function message(kind: number, fields: readonly unknown[], serial: number, said: Answer): Buffer {
  const [signature, ...values] = said;
  const body = encodeDbus(signature, values);
  const header = encodeDbus('yyyyuua(yv)', [
    108,
    kind,
    0,
    1,
    body.length,
    serial,
    [
      [5, { signature: 'u', value: serial }],
      ...(signature === '' ? [] : [[8, { signature: 'g', value: signature }]]),
      ...fields,
    ],
  ]);
  return Buffer.concat([header, Buffer.alloc((8 - (header.length % 8)) % 8), body]);
}

function answer({ path, member, values }: Call, { items, locked = false }: FakeSecretService): Answer {
  switch (member) {
    case 'Hello':
      return ['s', ':1.1'];
    case 'SearchItems': {
      const wanted = values[0] as readonly (readonly [string, string])[];
      const found = [...items].filter(([, item]) =>
        wanted.every(([key, text]) => item.attributes[key] === text),
      );
      const where = (isLocked: boolean): readonly string[] =>
        found.filter(([, item]) => (item.locked ?? false) === isLocked).map(([name]) => name);
      return ['aoao', where(false), where(true)];
    }
    case 'OpenSession':
      return ['vo', { signature: 's', value: '' }, '/session'];
    case 'GetSecrets': {
      const secrets = (values[0] as readonly string[]).map((name) => {
        return [name, ['/session', Buffer.alloc(0), items.get(name)?.secret, 'text/plain']];
      });
      return ['a{o(oayays)}', secrets];
    }
    case 'Delete':
      if (items.get(path)?.asksFirst === true) return ['o', '/prompt/1'];
      items.delete(path);
      return ['o', '/'];
    default:
      return ['v', property(values[1] as string, { path, items, locked })];
  }
}

function property(
  name: string,
  { path, items, locked }: { path: string; items: FakeItems; locked: boolean },
): DbusVariant {
  if (name === 'Collections') return { signature: 'ao', value: [collection] };
  if (name === 'Locked') return { signature: 'b', value: locked };
  return { signature: 'a{ss}', value: Object.entries(items.get(path)?.attributes ?? {}) };
}
