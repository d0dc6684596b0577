import { crc32, deflateRawSync } from 'node:zlib';

/** @typedef {import('./writeTar.mjs').ArchiveFile} ArchiveFile */

const utf8Names = 0x0800;
const deflated = 8;
/** 1 January 2020, 00:00, as DOS writes it. */
const date = ((2020 - 1980) << 9) | (1 << 5) | 1;

/**
 * A zip archive of plain files in the given order; equal contents give equal bytes.
 *
 * @param {readonly ArchiveFile[]} files
 * @returns {Buffer}
 */
export function writeZip(files) {
  const locals = [];
  const directory = [];
  let offset = 0;
  for (const { path, content, mode = 0o644 } of files) {
    const name = Buffer.from(path);
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const common = commonFields({ bytes, packed, name });
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed]);
    directory.push(directoryEntry({ common, name, mode, offset }));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([
    ...locals,
    central,
    endRecord({ count: files.length, size: central.length, offset }),
  ]);
}

/** From "version needed" to "extra length", which the local header and the directory share. */
function commonFields({ bytes, packed, name }) {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(utf8Names, 2);
  fields.writeUInt16LE(deflated, 4);
  fields.writeUInt16LE(date, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function directoryEntry({ common, name, mode, offset }) {
  const madeOnUnix = Buffer.from([20, 3]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(((0o100000 | mode) << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02'), madeOnUnix, common, rest, name]);
}

function endRecord({ count, size, offset }) {
  const record = Buffer.alloc(22);
  record.write('PK\x05\x06', 'latin1');
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}
