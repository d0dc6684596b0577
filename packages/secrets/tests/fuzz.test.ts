import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AimError } from '@aim/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { ran } from '../../../tools/testing/ran.mjs';
import { AgeError } from '../src/age/AgeError.js';
import { decodeArmor } from '../src/age/armor.js';
import { parseHeader } from '../src/age/header.js';
import { generateIdentity } from '../src/age/x25519Keys.js';
import { legacyKeyring } from '../src/import/legacyKeyring.js';
import { linuxKeyring } from '../src/import/linuxKeyring.js';
import { parseDpapiVault } from '../src/import/parseDpapiVault.js';
import { createPowerShell } from '../src/import/powerShell.js';
import { decodeMessage, encodeCall } from '../src/import/secretService/dbusMessage.js';
import { decodeDbus } from '../src/import/secretService/decodeDbus.js';
import { createKeychain } from '../src/keychain.js';
import { parseAnswer, type KeychainOutcome } from '../src/keychainProcess.js';
import { openVault } from '../src/openVault.js';
import { parseEnvFile } from '../src/parseEnvFile.js';
import { parseKeptIdentities } from '../src/protectors/parseKeptIdentities.js';
import { formatDocument, parseDocument } from '../src/vaultDocument.js';
import { formatMetadata, parseMetadata } from '../src/vaultMetadata.js';
import { vaultPaths } from '../src/vaultPaths.js';
import { fakeSecretService, type Answer } from './support/fakeSecretService.js';
import { tempDirectory } from './support/tempDirectory.js';

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

  it('as the greeting and the answers of a session bus it is a keyring, or a typed error', async () => {
    let picks = '';
    const items = new Map([
      ['/1', { attributes: { service: 'aim-plus', username: 'A' }, secret: bytes('x') }],
    ]);
    const service = {
      items,
      instead: (member: string, right: Answer): Answer => {
        const pick = picks.charCodeAt(0) % 16;
        picks = picks.slice(1);
        return member === 'Hello' ? right : (otherAnswers[pick] ?? right);
      },
    };
    const store = linuxKeyring({ ...(await fakeSecretService(service)), deadlineMs: 60_000 });
    expect((await store.read()).secrets).toHaveLength(1);
    await fuzz({
      seeds: ['ABCDEFGH', 'ppppppppp', 'oooooAoooo'],
      parse: (text) => {
        picks = text;
        return store.read();
      },
      isTyped,
    });
  });

  it.each(['win32', 'darwin'] as const)(
    'as the keyring of %s it is one, or a typed error',
    async (platform) => {
      let text = '';
      const call = (): Promise<KeychainOutcome> =>
        Promise.resolve({ outcome: 'ok', results: [parsed(text)] });
      const store = legacyKeyring({ platform, env: {}, powerShell: () => answer(text), call });
      await fuzz({
        seeds: [
          '{"items":[{"target":"aim-plus","name":"A","blob":"eAA="},{"target":"A@aim-plus","name":"A","blob":"eQA="}]}',
          '[{"account":"A","password":"x"}]',
        ],
        parse: async (given) => {
          text = given;
          await store.remove((await store.read()).secrets);
        },
        isTyped,
      });
    },
  );

  it('as the answer of the keychain’s child it is one, or none', async () => {
    const keychain = createKeychain({
      platform: 'darwin',
      call: () => Promise.resolve(parseAnswer([bytes(text)])),
    });
    let text = '';
    await fuzz({
      seeds: [
        '{"outcome":"ok","results":["AGE-SECRET-KEY-1",true]}',
        '{"outcome":"rejected","message":"locked"}',
      ],
      parse: async (given) => {
        text = given;
        await keychain.probe();
        return keychain.read('vault-identity');
      },
      isTyped,
    });
  });

  it('as any file of a vault it opens, or is a typed error', async () => {
    const metadataPath = join(tempDirectory(), 'secrets_metadata.json');
    const options = { metadataPath, protector: 'file', platform: 'linux' } as const;
    await openVault(options).set('A', 'b');
    const { metadata: meta, vault, identity: key } = vaultPaths(options);
    for (const path of [meta, vault, key]) {
      const right = readFileSync(path);
      await fuzz({
        seeds: [right.toString('latin1')],
        parse: async (text) => {
          writeFileSync(path, text, 'latin1');
          const opened = openVault(options);
          await opened.status({ unlock: true });
          opened.where();
          await opened.get('A');
        },
        isTyped,
      });
      writeFileSync(path, right);
    }
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

/** What a bus may answer instead of what it should. */
const otherAnswers: readonly Answer[] = [
  [''],
  ['s', 'x'],
  ['u', 7],
  ['ao', []],
  ['aoao', [], []],
  ['aoao', ['/1'], ['/2']],
  ['vo', { signature: 'u', value: 1 }, '/'],
  ['v', { signature: 'u', value: 1 }],
  ['v', { signature: 'ao', value: ['/x'] }],
  ['v', { signature: 'a{ss}', value: [['username', '__proto__']] }],
  ['a{o(oayays)}', []],
  ['o', '/'],
];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function answer(stdout: string): Promise<unknown> {
  const run = () => Promise.resolve(ran({ stdout }));
  return createPowerShell({ run, file: '/p', env: {} })('', {});
}
