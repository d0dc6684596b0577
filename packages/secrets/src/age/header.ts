import { createHmac, timingSafeEqual } from 'node:crypto';
import { AgeError } from './AgeError.js';
import { decodeBase64, encodeBase64 } from './base64.js';
import { hkdf } from './hkdf.js';
import { formatStanza, parseStanza, type Stanza } from './stanza.js';

const versionLine = 'age-encryption.org/v1';
const footer = '---';

export interface Header {
  readonly stanzas: readonly Stanza[];
  readonly mac: Uint8Array;
  /** The header's text up to and including `---`: what the MAC covers. */
  readonly covered: string;
  /** Bytes of the header, its last LF included; the payload follows. */
  readonly length: number;
}

export function formatHeader(stanzas: readonly Stanza[], fileKey: Uint8Array): string {
  const covered = `${versionLine}\n${stanzas.map(formatStanza).join('')}${footer}`;
  return `${covered} ${encodeBase64(headerMac(fileKey, covered))}\n`;
}

/**
 * Parses the header at the start of a binary age file.
 *
 * @throws AgeError `header` when it deviates from the grammar in any way.
 */
export function parseHeader(file: Uint8Array): Header {
  // Latin-1 keeps offsets in the text equal to offsets in the file.
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  let offset = 0;
  const nextLine = (): string => {
    const end = text.indexOf(10, offset);
    if (end === -1) throw new AgeError('header', 'the header ends early');
    const line = text.toString('latin1', offset, end);
    offset = end + 1;
    return line;
  };
  if (nextLine() !== versionLine) throw new AgeError('header', 'not an age v1 file');
  const stanzas: Stanza[] = [];
  for (;;) {
    const start = offset;
    const line = nextLine();
    if (line.startsWith(footer)) {
      if (stanzas.length === 0) throw new AgeError('header', 'the header has no recipients');
      const mac = parseMac(line);
      const covered = text.toString('latin1', 0, start + footer.length);
      return { stanzas, mac, covered, length: offset };
    }
    stanzas.push(parseStanza(line, nextLine));
  }
}

/** @throws AgeError `mac` when the header was not made with this file key. */
export function verifyHeader(header: Header, fileKey: Uint8Array): void {
  if (!timingSafeEqual(headerMac(fileKey, header.covered), header.mac)) {
    throw new AgeError('mac', 'the header was changed');
  }
}

function parseMac(line: string): Uint8Array {
  if (!line.startsWith(`${footer} `)) throw new AgeError('header', 'malformed header MAC');
  const mac = decodeBase64(line.slice(footer.length + 1));
  if (mac.length !== 32) throw new AgeError('header', 'malformed header MAC');
  return mac;
}

function headerMac(fileKey: Uint8Array, covered: string): Buffer {
  return createHmac('sha256', hkdf(fileKey, new Uint8Array(0), 'header'))
    .update(covered, 'latin1')
    .digest();
}
