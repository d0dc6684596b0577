import { isUtf8 } from 'node:buffer';

/**
 * A path of any bytes as text: each byte that is no UTF-8 stands as a lone surrogate U+DC80 to U+DCFF, as Python has it.
 * Joined, compared and written to JSON like other text, it loses nothing.
 */
export function pathOfBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  let path = '';
  for (let at = 0; at < bytes.length; ) {
    const from = at;
    const length = [1, 2, 3, 4].find((count) => isUtf8(bytes.subarray(from, from + count)));
    path +=
      length === undefined
        ? String.fromCharCode(0xdc00 + bytes.readUInt8(at))
        : bytes.toString('utf8', at, at + length);
    at += length ?? 1;
  }
  return path;
}

/** The bytes of such a path; `undefined` for plain text. */
export function bytesOfPath(path: string): Buffer | undefined {
  // Every second part is what the pattern matches; whole pairs of surrogates are none of that.
  const parts = path.split(/([\udc80-\udcff]+)/u);
  if (parts.length === 1) return undefined;
  return Buffer.concat(
    parts.map((part, index) =>
      Buffer.from(index % 2 === 0 ? part : Array.from(part, (unit) => unit.charCodeAt(0) - 0xdc00)),
    ),
  );
}
