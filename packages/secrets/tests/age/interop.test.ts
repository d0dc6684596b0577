import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decryptAge } from '../../src/age/decryptAge.js';
import { encryptAge } from '../../src/age/encryptAge.js';
import { formatIdentityFile } from '../../src/age/identityFile.js';
import { generateIdentity, parseIdentity } from '../../src/age/x25519Keys.js';
import { hasProgram, runProgram } from '../support/program.js';
import { tempDirectory } from '../support/tempDirectory.js';

const sizes = [0, 1, 65_535, 65_536, 65_537, 200_000];

describe('files for key pairs', () => {
  it('go both ways between this code and the age-encryption library', async () => {
    const identityText = await generateX25519Identity();
    const identity = parseIdentity(identityText);
    expect(identity.recipient).toBe(await identityToRecipient(identityText));
    for (const size of sizes) {
      const plaintext = Buffer.alloc(size, `content ${size}`);
      const decrypter = new Decrypter();
      decrypter.addIdentity(identityText);
      const ours = encryptAge(plaintext, { recipients: [generateIdentity().recipient, identity.recipient] });
      expect(plaintext.equals(await decrypter.decrypt(ours))).toBe(true);
      const encrypter = new Encrypter();
      encrypter.addRecipient(identity.recipient);
      const theirs = await encrypter.encrypt(plaintext);
      expect(decryptAge(theirs, { identities: [identity] }).plaintext.equals(plaintext)).toBe(true);
      const armored = Buffer.from(armor.encode(theirs));
      expect(decryptAge(armored, { identities: [identity] }).plaintext.equals(plaintext)).toBe(true);
    }
  });

  it('say which of several identities opened them', () => {
    const [first, second] = [generateIdentity(), generateIdentity()];
    const file = encryptAge(Buffer.from('x'), { recipients: [second.recipient] });
    expect(decryptAge(file, { identities: [first, second] }).identity).toBe(second);
    expect(() => decryptAge(file, { identities: [first] })).toThrow('not for this key');
    expect(() => decryptAge(file, { passphrase: 'x' })).toThrow('not for this key');
  });

  it('give back any content', () => {
    const identity = generateIdentity();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (content) => {
        const file = encryptAge(content, { recipients: [identity.recipient] });
        expect(decryptAge(file, { identities: [identity] }).plaintext.equals(content)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it.skipIf(!hasProgram('age', ['--version']))('open with the age program and come from it', async () => {
    const directory = tempDirectory();
    const identity = generateIdentity();
    const [key, file, theirs] = ['key', 'file.age', 'theirs.age'].map((name) => join(directory, name));
    writeFileSync(key ?? '', formatIdentityFile([generateIdentity(), identity], new Date()));
    writeFileSync(
      file ?? '',
      encryptAge(Buffer.from('for the real age'), { recipients: [identity.recipient] }),
    );
    const { stdout } = await runProgram('age', ['-d', '-i', key ?? '', file ?? '']);
    expect(stdout).toBe('for the real age');
    for (const form of [[], ['--armor']]) {
      await runProgram('age', ['-r', identity.recipient, ...form, '-o', theirs ?? '', file ?? '']);
      const inner = decryptAge(readFileSync(theirs ?? ''), { identities: [identity] }).plaintext;
      expect(decryptAge(inner, { identities: [identity] }).plaintext.toString()).toBe('for the real age');
    }
  });
});

describe('files for a passphrase', () => {
  it('go both ways between this code and the age-encryption library', async () => {
    const decrypter = new Decrypter();
    decrypter.addPassphrase('pässword');
    const ours = encryptAge(Buffer.from('x'), { passphrase: 'pässword', workFactor: 12 });
    expect(await decrypter.decrypt(ours, 'text')).toBe('x');
    const encrypter = new Encrypter();
    encrypter.setPassphrase('pässword');
    encrypter.setScryptWorkFactor(12);
    const theirs = await encrypter.encrypt('y');
    expect(decryptAge(theirs, { passphrase: 'pässword' }).plaintext.toString()).toBe('y');
    expect(() => decryptAge(theirs, { passphrase: 'password' })).toThrow('not for this key');
  });

  it('that ask for more than 2^20 are refused before any work is done', () => {
    const file = encryptAge(Buffer.from('x'), { passphrase: 'p', workFactor: 4 }).toString('latin1');
    const heavy = Buffer.from(file.replace(/(-> scrypt \S+) 4\n/, '$1 21\n'), 'latin1');
    expect(() => decryptAge(heavy, { passphrase: 'p' })).toThrow('work factor above 20');
  });
});
