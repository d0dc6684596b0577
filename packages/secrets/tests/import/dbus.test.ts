import { writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { busSocket } from '../../src/import/secretService/busAddress.js';
import { openDbus } from '../../src/import/secretService/dbusConnection.js';
import { decodeMessage, encodeCall } from '../../src/import/secretService/dbusMessage.js';
import { decodeDbus } from '../../src/import/secretService/decodeDbus.js';
import { encodeDbus } from '../../src/import/secretService/encodeDbus.js';
import { tempDirectory } from '../support/tempDirectory.js';

describe('the address of the session bus', () => {
  it.each([
    ['unix:path=/run/user/1000/bus', '/run/user/1000/bus'],
    ['unix:path=/tmp/a%20b,guid=0123', '/tmp/a b'],
    ['unix:guid=0123,path=/tmp/c', '/tmp/c'],
    ['tcp:host=localhost;unix:abstract=/tmp/d,guid=1', '\0/tmp/d'],
    ['tcp:host=localhost', undefined],
  ])('%s', (address, socket) => {
    expect(busSocket({ DBUS_SESSION_BUS_ADDRESS: address })).toBe(socket);
  });

  it('is the usual one in the runtime folder when none is named', () => {
    const runtime = tempDirectory();
    expect(busSocket({ XDG_RUNTIME_DIR: runtime })).toBeUndefined();
    writeFileSync(join(runtime, 'bus'), '');
    expect(busSocket({ XDG_RUNTIME_DIR: runtime })).toBe(join(runtime, 'bus'));
  });
});

describe('the form of D-Bus values', () => {
  it('is that of the specification', () => {
    expect(encodeDbus('s', ['foo']).toString('hex')).toBe('03000000666f6f00');
    expect(encodeDbus('yu', [1, 2]).toString('hex')).toBe('0100000002000000');
    expect(encodeDbus('ay', [Buffer.from([1, 2])]).toString('hex')).toBe('020000000102');
    expect(encodeDbus('a{ss}', [[['a', 'b']]]).toString('hex')).toBe(
      '0e000000000000000100000061000000010000006200',
    );
    expect(encodeDbus('v', [{ signature: 'b', value: true }]).toString('hex')).toBe('0162000001000000');
  });

  it('reads back what it wrote', () => {
    const texts = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    const values = fc.tuple(
      fc.nat(255),
      texts,
      fc.array(fc.tuple(texts, texts)),
      fc.tuple(
        texts,
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
        fc.boolean(),
      ),
      fc.array(texts),
      texts.map((value) => ({ signature: 's', value })),
    );
    fc.assert(
      fc.property(values, (written) => {
        const signature = 'ya{ss}(sayb)asv';
        const [byte, text, pairs, structure, list, variant] = written;
        const encoded = encodeDbus(`s${signature}`, [text, byte, pairs, structure, list, variant]);
        expect(decodeDbus(`s${signature}`, encoded)).toEqual([text, byte, pairs, structure, list, variant]);
      }),
    );
  });

  it('that end too early or have an unknown type are refused', () => {
    expect(() => decodeDbus('s', encodeDbus('s', ['four']).subarray(0, 6))).toThrow(RangeError);
    expect(() => decodeDbus('h', Buffer.alloc(8))).toThrow('is not read here');
    expect(() => encodeDbus('h', [1])).toThrow('is not written here');
    expect(() => encodeDbus('(s', [['x']])).toThrow('is not complete');
    expect(decodeDbus('it', Buffer.from('ffffffff000000000200000000000000', 'hex'))).toEqual([-1, 2n]);
  });

  it('of a message is told from half of one', () => {
    const call = encodeCall({ destination: 'a.b', path: '/', interface: 'a.b', member: 'C' }, 7);
    for (let length = 0; length < call.length; length += 1) {
      expect(decodeMessage(call.subarray(0, length))).toBeUndefined();
    }
    expect(decodeMessage(call)).toMatchObject({ length: call.length, message: { kind: 'call', values: [] } });
    expect(() => decodeMessage(Buffer.from('B'.padEnd(16)))).toThrow('not little-endian');
    expect(() =>
      decodeMessage(Buffer.concat([Buffer.from('l\x02\x00\x01'), Buffer.alloc(12, 0x7f)])),
    ).toThrow('too long');
  });
});

/** A bus that answers each chunk it gets with the next of these; none for silence. */
async function fakeBus(answers: readonly (string | Buffer)[]): Promise<string> {
  const path = join(tempDirectory(), 'bus');
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    const left = [...answers];
    socket.on('error', () => undefined);
    socket.on('data', () => {
      const next = left.shift();
      if (next === '') socket.end();
      else if (next !== undefined) socket.write(next);
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return path;
}

describe('a connection to the session bus', () => {
  it.each([
    ['refuses this user', ['REJECTED EXTERNAL\r\n'], 'refuses this user'],
    ['closes', [''], 'closed the connection'],
    ['says nothing', [], 'did not answer within 200 ms'],
    ['says nothing after its welcome', ['OK 123\r\n'], 'did not answer within 200 ms'],
    ['speaks another protocol', ['OK 123\r\n', 'HTTP/1.1 400 Bad Request'], 'something that is no message'],
  ])('ends when the bus %s', async (_title, answers, words) => {
    const socket = await fakeBus(answers);
    await expect(openDbus({ socket, deadlineMs: 200 })).rejects.toThrow(words);
  });
});
