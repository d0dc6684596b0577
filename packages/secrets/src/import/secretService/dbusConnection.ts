import { connect, type Socket } from 'node:net';
import { decodeMessage, encodeCall, type DbusCall, type DbusMessage } from './dbusMessage.js';

/** A refusal by the bus or by the service behind it; the name is such as `org.freedesktop.DBus.Error.ServiceUnknown`. */
export class DbusError extends Error {
  override readonly name = 'DbusError';
}

/** A connection to the session bus. Everything that goes wrong is a {@link DbusError}. */
export interface DbusConnection {
  /** Calls a method and gives what it returns. */
  call(call: DbusCall): Promise<readonly unknown[]>;
  close(): void;
}

export interface DbusOptions {
  /** Path of the bus's socket; with NUL in front for an abstract one. */
  readonly socket: string;
  /** ms for everything that is done on the connection. */
  readonly deadlineMs: number;
}

interface Waiting {
  /** Types of the answer that is waited for, if they matter. */
  readonly returns?: string | undefined;
  readonly resolve: (values: readonly unknown[]) => void;
  readonly reject: (error: DbusError) => void;
}

/** Connects as the user of this process. */
export async function openDbus({ socket: path, deadlineMs }: DbusOptions): Promise<DbusConnection> {
  const socket = connect(path);
  const waiting = new Map<number, Waiting>();
  let broken: DbusError | undefined;
  let authenticated = (): void => undefined;
  const fail = (reason: string): void => {
    broken ??= new DbusError(reason);
    clearTimeout(deadline);
    socket.destroy();
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
  };
  const deadline = setTimeout(() => fail(`it did not answer within ${deadlineMs} ms`), deadlineMs);
  socket.on('error', () => fail('the D-Bus session bus cannot be reached'));
  socket.on('close', () => fail('the D-Bus session bus closed the connection'));
  receive(socket, {
    accepted: () => authenticated(),
    message: (message) => settle(message, waiting),
    fail,
  });
  const call = (wanted: DbusCall): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      if (broken !== undefined) return reject(broken);
      waiting.set(++serial, { resolve, reject, returns: wanted.returns });
      return socket.write(encodeCall(wanted, serial));
    });
  let serial = 0;
  await new Promise<void>((resolve, reject) => {
    waiting.set(0, { resolve: () => resolve(), reject });
    authenticated = () => {
      waiting.delete(0);
      socket.write('BEGIN\r\n');
      resolve();
    };
    const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
    socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
  });
  await call({ ...bus, member: 'Hello' });
  return {
    call,
    close() {
      clearTimeout(deadline);
      broken = new DbusError('the connection is closed');
      socket.destroy();
    },
  };
}

const bus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** Bytes. */
const longestGreeting = 4096;

interface Receiver {
  readonly accepted: () => void;
  readonly message: (message: DbusMessage) => void;
  readonly fail: (reason: string) => void;
}

function receive(socket: Socket, { accepted, message, fail }: Receiver): void {
  let pending = Buffer.alloc(0);
  let welcome = false;
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    if (!welcome) {
      const end = pending.indexOf('\r\n');
      if (end < 0) return pending.length > longestGreeting ? fail('the bus does not greet') : undefined;
      if (!pending.toString('latin1', 0, end).startsWith('OK'))
        return fail('the D-Bus session bus refuses this user');
      pending = pending.subarray(end + 2);
      welcome = true;
      accepted();
    }
    try {
      for (let next = decodeMessage(pending); next !== undefined; next = decodeMessage(pending)) {
        pending = pending.subarray(next.length);
        message(next.message);
      }
    } catch {
      fail('the D-Bus session bus sent something that is no message');
    }
  });
}

function settle(
  { kind, replyTo, errorName, signature, values }: DbusMessage,
  waiting: Map<number, Waiting>,
): void {
  const waiter = replyTo === undefined ? undefined : waiting.get(replyTo);
  if (waiter === undefined || replyTo === undefined) return;
  waiting.delete(replyTo);
  if (kind === 'return') {
    if (signature === (waiter.returns ?? signature)) waiter.resolve(values);
    else waiter.reject(new DbusError('it answered in another form than it should'));
  } else waiter.reject(new DbusError(errorName ?? 'unknown error'));
}
