import { AgeError } from './AgeError.js';

const begin = '-----BEGIN AGE ENCRYPTED FILE-----';
const end = '-----END AGE ENCRYPTED FILE-----';

/** Whether the file is in the ASCII form rather than the binary one. */
export function isArmored(file: Uint8Array): boolean {
  return /^\s*-----BEGIN /.test(Buffer.from(file.subarray(0, 128)).toString('latin1'));
}

/**
 * The binary file inside an ASCII-armored one.
 *
 * @throws AgeError `armor` on anything but strict PEM with 64 columns; only white space may stand around it.
 */
export function decodeArmor(file: Uint8Array): Buffer {
  const text = Buffer.from(file).toString('latin1').trim();
  const lines = text.split(/\r?\n/);
  if (lines.shift() !== begin || lines.pop() !== end) throw new AgeError('armor', 'malformed armor');
  lines.forEach((line, index) => {
    const last = index === lines.length - 1;
    const lengthFits = last ? line.length > 0 && line.length <= 64 : line.length === 64;
    if (!lengthFits) throw new AgeError('armor', 'malformed armor line');
  });
  const encoded = lines.join('');
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded) throw new AgeError('armor', 'malformed base64 in the armor');
  return bytes;
}
