import type { PowerShell } from '../../src/import/powerShell.js';

/** What every value that Windows protected begins with. */
const header = Buffer.from('01000000d08c9ddf0115d1118c7a00c04fc297eb01000000', 'hex');

/** A stand-in for what `ProtectedData.Protect` makes; `owner` other than `me` does not open. */
export function protect(value: string | Uint8Array, owner = 'me'): string {
  return Buffer.concat([header, Buffer.from(`${owner}:`), Buffer.from(value)]).toString('base64');
}

/** A PowerShell that opens what `protect` made. */
export const openingPowerShell: PowerShell = async (_script, input) => ({
  values: (input as { readonly blobs: readonly string[] }).blobs.map((blob) => {
    const bytes = Buffer.from(blob, 'base64').subarray(header.length);
    return bytes.subarray(0, 3).toString() === 'me:' ? bytes.subarray(3).toString('base64') : null;
  }),
});
