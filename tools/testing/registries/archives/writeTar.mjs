/**
 * @typedef {{ path: string, content: string | Uint8Array, mode?: number }} ArchiveFile A path with `/` between its parts.
 */

const block = 512;

/**
 * A ustar archive of plain files, in the given order, each with the same modification time, so that equal contents
 * give equal bytes.
 *
 * @param {readonly ArchiveFile[]} files
 * @returns {Buffer}
 */
export function writeTar(files) {
  const parts = files.flatMap(({ path, content, mode = 0o644 }) => {
    const bytes = Buffer.from(content);
    return [header({ path, size: bytes.length, mode }), bytes, Buffer.alloc(-bytes.length & (block - 1))];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

function header({ path, size, mode }) {
  if (Buffer.byteLength(path) > 100) throw new Error(`${path} is longer than the 100 bytes a tar header has`);
  const bytes = Buffer.alloc(block);
  const octal = (value, offset, width) =>
    bytes.write(`${value.toString(8).padStart(width - 1, '0')}\0`, offset, 'latin1');
  bytes.write(path, 0, 'utf8');
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(499_162_500, 136, 12);
  bytes.fill(' ', 148, 156);
  bytes.write('0', 156, 'latin1');
  bytes.write('ustar\u000000', 257, 'latin1');
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return bytes;
}
