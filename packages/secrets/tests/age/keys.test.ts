import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AgeError } from '../../src/age/AgeError.js';
import { decodeBase64, encodeBase64 } from '../../src/age/base64.js';
import { decodeBech32, encodeBech32 } from '../../src/age/bech32.js';
import { formatIdentityFile, parseIdentityFile } from '../../src/age/identityFile.js';
import { generateIdentity, parseIdentity, parseRecipient, sharedSecret } from '../../src/age/x25519Keys.js';

describe('bech32', () => {
  it('agrees with a vector of BIP 173', () => {
    const bytes = Buffer.from('00443214c74254b635cf84653a56d7c675be77df', 'hex');
    const text = 'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw';
    expect(encodeBech32('abcdef', bytes)).toBe(text);
    expect(Buffer.from(decodeBech32('abcdef', text)).equals(bytes)).toBe(true);
  });

  it('gives back any bytes, in lower and in upper case', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = encodeBech32('age', bytes);
        expect(decodeBech32('age', text)).toEqual(bytes);
        expect(decodeBech32('age', text.toUpperCase())).toEqual(bytes);
      }),
    );
  });

  it('refuses every single changed character', () => {
    const text = encodeBech32('age', Buffer.from('some thirty-two bytes of content'));
    for (let index = 0; index < text.length; index += 1) {
      const other = text[index] === 'q' ? 'p' : 'q';
      const changed = text.slice(0, index) + other + text.slice(index + 1);
      expect(() => decodeBech32('age', changed)).toThrow(AgeError);
    }
  });

  it.each([
    ['mixed case', 'Age1qqqqqq', 'mixed case'],
    ['another prefix', 'agf1qqqqqq', 'does not begin'],
    ['foreign characters', 'age1bbbbbbbb', 'not bech32'],
    ['too little', 'age1qq', 'not bech32'],
    ['a wrong checksum', 'age1qqqqqqqq', 'checksum'],
  ])('refuses %s', (_name, text, words) => {
    expect(() => decodeBech32('age', text)).toThrow(words);
  });

  it('refuses padding that is not zero', () => {
    // Valid checksums over two groups whose last bits are not zero, and over one group, which is no whole byte.
    expect(() => decodeBech32('a', 'a1qpamnt9j')).toThrow('padding');
    expect(() => decodeBech32('a', 'a1q3g6mn3')).toThrow('padding');
  });
});

describe('base64', () => {
  it('has one spelling for each content', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(new Uint8Array(decodeBase64(encodeBase64(bytes)))).toEqual(bytes);
      }),
    );
    for (const text of ['QQ==', 'QR', 'Q', 'Q-_Q', 'QQ\n', ' QQ', 'QQ\r']) {
      expect(() => decodeBase64(text)).toThrow('not canonical');
    }
  });
});

describe('keys', () => {
  it('read back from their text', () => {
    const key = generateIdentity();
    const again = parseIdentity(key.identity);
    expect([again.identity, again.recipient]).toEqual([key.identity, key.recipient]);
    expect(Buffer.from(again.secret).equals(key.secret)).toBe(true);
    expect(Buffer.from(parseRecipient(key.recipient)).equals(key.point)).toBe(true);
  });

  it('are refused in the wrong case or length, or in each other’s place', () => {
    const { identity, recipient } = generateIdentity();
    expect(() => parseIdentity(identity.toLowerCase())).toThrow('upper case');
    expect(() => parseRecipient(recipient.toUpperCase())).toThrow('lower case');
    expect(() => parseIdentity(recipient)).toThrow(AgeError);
    expect(() => parseRecipient(encodeBech32('age', new Uint8Array(31)))).toThrow('wrong key length');
  });

  it('never agree on the all-zero secret', () => {
    const { privateKey } = generateIdentity();
    for (const point of [Buffer.alloc(32), Buffer.from([1, ...Buffer.alloc(31)])]) {
      expect(() => sharedSecret(privateKey, point)).toThrow('low order');
    }
  });

  it('read back from an identity file with comments and CRLF', () => {
    const keys = [generateIdentity(), generateIdentity()];
    const text = formatIdentityFile(keys, new Date('2030-01-01T00:00:00Z'));
    expect(text).toContain('# created: 2030-01-01T00:00:00.000Z');
    const wanted = keys.map(({ identity }) => identity);
    for (const variant of [text, `\n${text.replaceAll('\n', '\r\n')}\n`]) {
      expect(parseIdentityFile(variant).map(({ identity }) => identity)).toEqual(wanted);
    }
    expect(() => parseIdentityFile('# nothing\n')).toThrow('no identity');
    expect(() => parseIdentityFile('hello')).toThrow(AgeError);
  });
});
