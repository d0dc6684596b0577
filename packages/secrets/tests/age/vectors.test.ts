import { inflateSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import * as kit from 'cctv-age';
import { describe, expect, it } from 'vitest';
import { countFaults } from '../../../../tools/testing/faults.mjs';
import { AgeError } from '../../src/age/AgeError.js';
import { decodeArmor } from '../../src/age/armor.js';
import { decryptAge, type AgeOpener } from '../../src/age/decryptAge.js';
import { generateIdentity, parseIdentity } from '../../src/age/x25519Keys.js';

interface Vector {
  readonly name: string;
  readonly expected: string;
  readonly payloadHash: string | undefined;
  readonly openers: readonly AgeOpener[];
  readonly armored: boolean;
  readonly file: Uint8Array;
}

/** What a vector's outcome is called by its authors, in our terms. */
const faults: Readonly<Record<string, string>> = {
  'header failure': 'header',
  'armor failure': 'armor',
  'HMAC failure': 'mac',
  'payload failure': 'payload',
  'no match': 'no_match',
};

/** The post-quantum recipient type is not part of age v1's core; files for it must be refused. */
const unsupported = [
  'armor_hybrid',
  'hybrid',
  'hybrid_and_x25519',
  'hybrid_bad_tag',
  'hybrid_currupted_enc_mlkem',
  'hybrid_currupted_enc_x25519',
  'hybrid_extra_argument',
  'hybrid_grease',
  'hybrid_identity',
  'hybrid_long_file_key',
  'hybrid_long_share',
  'hybrid_low_order',
  'hybrid_multiple_recipients',
  'hybrid_no_match',
  'hybrid_not_canonical_body',
  'hybrid_not_canonical_enc',
  'hybrid_short_share',
  'hybrid_uppercase',
];

const vectors = Object.entries(kit)
  .filter((entry): entry is [string, Uint8Array] => entry[1] instanceof Uint8Array)
  .map(([name, bytes]) => readVector(name, bytes));

describe('the public age test vectors', () => {
  it('are all here', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(143);
    expect(
      vectors
        .filter((vector) => vector.name.includes('hybrid') && vector.name !== 'hybrid_x25519_arg')
        .map((vector) => vector.name)
        .sort(),
    ).toEqual([...unsupported].sort());
  });

  for (const vector of vectors.filter(({ name }) => !unsupported.includes(name))) {
    it(`${vector.name}: ${vector.expected}`, () => {
      const saw = countFaults('vault read', 'the public age test kit (cctv-age)');
      const expected = vector.expected === 'success' ? vector.payloadHash : faults[vector.expected];
      expect(expected).toBeDefined();
      expect(attempt(vector)).toBe(expected);
      saw(vector.expected === 'success' ? 'opened' : 'refused');
    });
  }

  for (const name of unsupported) {
    it(`${name}: refused, since its recipient type is not supported`, () => {
      const saw = countFaults('vault read', 'the public age test kit (cctv-age)');
      const vector = vectors.find((candidate) => candidate.name === name);
      expect(vector).toBeDefined();
      expect(['no_match', 'header', 'mac', 'payload']).toContain(vector && attempt(vector));
      saw('refused');
    });
  }
});

/** The payload's SHA-256, or the fault. */
function attempt({ openers, armored, file }: Vector): string {
  let fault = 'no_match';
  for (const opener of openers) {
    try {
      return createHash('sha256')
        .update(decryptAge(armored ? decodeArmor(file) : file, opener).plaintext)
        .digest('hex');
    } catch (error) {
      if (!(error instanceof AgeError)) throw error;
      fault = error.fault;
      if (fault !== 'no_match') return fault;
    }
  }
  return fault;
}

function readVector(name: string, bytes: Uint8Array): Vector {
  const raw = Buffer.from(bytes);
  const end = raw.indexOf('\n\n');
  const fields = raw
    .toString('utf8', 0, end)
    .split('\n')
    .map((line) => line.split(': ') as [string, string]);
  const all = (key: string): string[] => fields.filter(([field]) => field === key).map(([, value]) => value);
  const body = raw.subarray(end + 2);
  const identities = all('identity')
    .filter((identity) => identity.startsWith('AGE-SECRET-KEY-1'))
    .map(parseIdentity);
  const passphrases = all('passphrase').map((passphrase) => ({ passphrase }));
  return {
    name,
    expected: all('expect')[0] ?? '',
    payloadHash: all('payload')[0],
    // Where the vector has no key of a supported kind, any key will do: it must not open anything.
    openers: [...passphrases, { identities: identities.length > 0 ? identities : [generateIdentity()] }],
    armored: all('armored')[0] === 'yes',
    file: all('compressed')[0] === 'zlib' ? inflateSync(body) : body,
  };
}
