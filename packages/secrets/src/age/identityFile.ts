import { AgeError } from './AgeError.js';
import { parseIdentity, type X25519Identity } from './x25519Keys.js';

/** An identity file as `age-keygen` writes it: comments, then one AGE-SECRET-KEY-1 string a line. */
export function formatIdentityFile(identities: readonly X25519Identity[], created: Date): string {
  const lines = [`# created: ${created.toISOString()}`];
  for (const { identity, recipient } of identities) lines.push(`# public key: ${recipient}`, identity);
  return `${lines.join('\n')}\n`;
}

/** @throws AgeError `key` when a line is neither blank, a comment nor an identity, or there is no identity. */
export function parseIdentityFile(text: string): readonly X25519Identity[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const identities = lines.filter((line) => line !== '' && !line.startsWith('#')).map(parseIdentity);
  if (identities.length === 0) throw new AgeError('key', 'no identity in it');
  return identities;
}
