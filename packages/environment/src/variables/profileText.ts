/** How a profile's bytes are read as text, so that every byte outside our block is written back as it was. */
export type ProfileEncoding = 'bytes' | 'utf16le';

export interface ProfileText {
  readonly encoding: ProfileEncoding;
  /** For `bytes`, one character for each byte. */
  readonly text: string;
}

const utf16Mark = Buffer.from([0xff, 0xfe]);

/** Reads a profile. Windows PowerShell writes UTF-16; `undefined` for what no shell could read. */
export function decodeProfile(bytes: Buffer): ProfileText | undefined {
  if (bytes.subarray(0, 2).equals(utf16Mark) && bytes.length % 2 === 0) {
    return { encoding: 'utf16le', text: bytes.toString('utf16le') };
  }
  return bytes.includes(0) ? undefined : { encoding: 'bytes', text: bytes.toString('latin1') };
}

export function encodeProfile({ encoding, text }: ProfileText): Buffer {
  return Buffer.from(text, encoding === 'bytes' ? 'latin1' : 'utf16le');
}

/** Lines of ours in the form in which they stand in a text of this encoding. */
export function encodeLines(lines: readonly string[], encoding: ProfileEncoding): readonly string[] {
  return encoding === 'utf16le' ? lines : lines.map((line) => Buffer.from(line).toString('latin1'));
}
