import { decodeDbus } from './decodeDbus.js';
import { encodeDbus, type DbusVariant } from './encodeDbus.js';

/** One call of a method. */
export interface DbusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  /** Types of the arguments. */
  readonly signature?: string;
  readonly arguments?: readonly unknown[];
  /** Types of what it returns; an answer of others is refused. Not looked at when absent. */
  readonly returns?: string;
}

export interface DbusMessage {
  readonly kind: 'call' | 'return' | 'error' | 'signal' | 'other';
  readonly replyTo: number | undefined;
  readonly errorName: string | undefined;
  /** Types of the values. */
  readonly signature: string;
  readonly values: readonly unknown[];
}

const kinds = ['other', 'call', 'return', 'error', 'signal'] as const;
const fields = {
  path: 1,
  interface: 2,
  member: 3,
  errorName: 4,
  replySerial: 5,
  destination: 6,
  signature: 8,
};
/** Byte order, kind, flags, version, length of the body, serial, header fields. */
const headerSignature = 'yyyyuua(yv)';
const fixedHeaderBytes = 16;
const largestMessage = 16 * 1024 * 1024;

export function encodeCall(call: DbusCall, serial: number): Buffer {
  const { signature = '' } = call;
  const body = encodeDbus(signature, call.arguments ?? []);
  const header = encodeDbus(headerSignature, [
    'l'.charCodeAt(0),
    kinds.indexOf('call'),
    0,
    1,
    body.length,
    serial,
    [
      [fields.path, { signature: 'o', value: call.path }],
      [fields.interface, { signature: 's', value: call.interface }],
      [fields.member, { signature: 's', value: call.member }],
      [fields.destination, { signature: 's', value: call.destination }],
      ...(signature === '' ? [] : [[fields.signature, { signature: 'g', value: signature }]]),
    ],
  ]);
  return Buffer.concat([header, Buffer.alloc(toEight(header.length) - header.length), body]);
}

/**
 * The first message of the bytes and how long it is; `undefined` while it is not complete.
 *
 * @throws Error for what is no message of a little-endian bus.
 */
export function decodeMessage(
  bytes: Buffer,
): { readonly message: DbusMessage; readonly length: number } | undefined {
  if (bytes.length < fixedHeaderBytes) return undefined;
  if (bytes[0] !== 'l'.charCodeAt(0)) throw new Error('the D-Bus message is not little-endian');
  const headerBytes = toEight(fixedHeaderBytes + bytes.readUInt32LE(12));
  const length = headerBytes + bytes.readUInt32LE(4);
  if (length > largestMessage) throw new Error('the D-Bus message is too long');
  if (bytes.length < length) return undefined;
  const header = decodeDbus(headerSignature, bytes.subarray(0, headerBytes));
  const found = new Map(header[6] as readonly (readonly [number, DbusVariant])[]);
  const field = (code: number): unknown => found.get(code)?.value;
  const signature = (field(fields.signature) as string | undefined) ?? '';
  const message = {
    kind: kinds[header[1] as number] ?? 'other',
    replyTo: field(fields.replySerial) as number | undefined,
    errorName: field(fields.errorName) as string | undefined,
    signature,
    values: decodeDbus(signature, bytes.subarray(headerBytes, length)),
  };
  return { message, length };
}

function toEight(length: number): number {
  return Math.ceil(length / 8) * 8;
}
