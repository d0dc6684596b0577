import { decodeBase64, encodeBase64 } from './base64.js';
import { AgeError } from './AgeError.js';

/** One recipient's share of the file key, as it stands in the header. */
export interface Stanza {
  readonly type: string;
  readonly args: readonly string[];
  readonly body: Uint8Array;
}

const columns = 64;

/** The stanza's lines, each ended by LF. */
export function formatStanza({ type, args, body }: Stanza): string {
  const encoded = encodeBase64(body);
  const lines: string[] = encoded.match(/.{1,64}/g) ?? [];
  // The last body line must be shorter than a full one, so that a reader knows where the body ends.
  if (encoded.length % columns === 0) lines.push('');
  return `-> ${[type, ...args].join(' ')}\n${lines.join('\n')}\n`;
}

/**
 * Reads one stanza from `nextLine`, which hands out lines without their LF.
 *
 * @throws AgeError `header` when it deviates from the grammar in any way.
 */
export function parseStanza(firstLine: string, nextLine: () => string): Stanza {
  const [marker, type, ...args] = firstLine.split(' ');
  if (marker !== '->' || type === undefined) throw new AgeError('header', 'malformed recipient stanza');
  if (![type, ...args].every((argument) => /^[\x21-\x7e]+$/.test(argument))) {
    throw new AgeError('header', 'malformed stanza argument');
  }
  let encoded = '';
  for (;;) {
    const line = nextLine();
    if (line.length > columns) throw new AgeError('header', 'stanza body line too long');
    decodeBase64(line);
    encoded += line;
    if (line.length < columns) break;
  }
  return { type, args, body: decodeBase64(encoded) };
}
