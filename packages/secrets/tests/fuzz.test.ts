import { AimError } from '@aim/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { AgeError } from '../src/age/AgeError.js';
import { decodeArmor } from '../src/age/armor.js';
import { parseHeader } from '../src/age/header.js';
import { generateIdentity } from '../src/age/x25519Keys.js';
import { parseDpapiVault } from '../src/import/parseDpapiVault.js';
import { createPowerShell } from '../src/import/powerShell.js';
import { decodeMessage, encodeCall } from '../src/import/secretService/dbusMessage.js';
import { decodeDbus } from '../src/import/secretService/decodeDbus.js';
import { parseEnvFile } from '../src/parseEnvFile.js';
import { parseKeptIdentities } from '../src/protectors/parseKeptIdentities.js';
import { formatDocument, parseDocument } from '../src/vaultDocument.js';
import { formatMetadata, parseMetadata } from '../src/vaultMetadata.js';

const isTyped = (error: unknown): boolean => error instanceof AimError || error instanceof AgeError;
const at = '2026-01-01T00:00:00Z';
const identity = generateIdentity();
const entry = { value: 'abc', created_at: at, updated_at: at, description: 'd' };
const document = formatDocument({ generation: 1, secrets: new Map([['A', entry]]) }, identity).toString();
const metadata = formatMetadata({
  record: { protector: 'file', reason: '', recipient: 'age1x', generation: 1, created_at: at },
  secrets: new Map([['A', entry]]),
}).toString();
const header =
  'age-encryption.org/v1\n-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n';
const dotenv = 'export A=1 # x\nB="two\nlines"\nC=\'x\'\nD: y\n';
const bytes = (text: string): Buffer => Buffer.from(text);

describe('whatever a file or a program holds', () => {
  const parsers: readonly [string, string, (text: string) => unknown][] = [
    ['a vault’s document', document, (text) => parseDocument(bytes(text), identity, '/v')],
    ['the metadata', metadata, (text) => parseMetadata(bytes(text), '/m')],
    ['a .env file', dotenv, parseEnvFile],
    ['a DPAPI vault', '{"OPENAI_API_KEY":"AQAAANCM"}', (text) => parseDpapiVault(bytes(text), '/d')],
    ['an age header', header, (text) => parseHeader(bytes(text))],
    [
      'armor',
      `-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n-----END AGE ENCRYPTED FILE-----\n`,
      (text) => decodeArmor(bytes(text)),
    ],
    ['an identity file', '# created: x\nAGE-SECRET-KEY-1XYZ\n', (text) => parseKeptIdentities(text, '/i')],
    ['PowerShell’s answer', '[{"name":"a","value":"b"}]', (text) => answer(text)],
  ];

  it.each(parsers)('as %s it is read, or a typed error', async (_what, seed, parse) => {
    await fuzz({ seeds: [seed], parse, isTyped });
  });

  it('as a D-Bus message it is one, half of one, or an error', () => {
    const message = encodeCall(
      {
        destination: 'a.b',
        path: '/a',
        interface: 'a.b',
        member: 'C',
        signature: 'sa{sv}',
        arguments: ['x', []],
      },
      1,
    );
    const change = fc.tuple(fc.nat(message.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), fc.nat(message.length), (changes, length) => {
        const changed = Buffer.from(message);
        for (const [place, byte] of changes) changed[place] = byte;
        try {
          decodeMessage(changed.subarray(0, length));
          decodeMessage(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { numRuns: Number(process.env.AIM_FUZZ_RUNS || 300) },
    );
  });

  it('as a D-Bus array of values without a size does not go on for ever', () => {
    const array = Buffer.alloc(64);
    array.writeUInt32LE(40, 0);
    expect(() => decodeDbus('a()', array)).toThrow('no size');
  });
});

function answer(stdout: string): Promise<unknown> {
  const end = { exitCode: 0, signal: null, timedOut: false, aborted: false, stdoutTruncated: false };
  const run = () => Promise.resolve({ ...end, stdout, stderr: '', stderrTruncated: false, durationMs: 1 });
  return createPowerShell({ run, file: '/p', env: {} })('', {});
}
