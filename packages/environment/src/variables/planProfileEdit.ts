import { displayText } from '@aim/core';
import { environmentError } from '../errors.js';
import { dropBlocks, findBlocks, putBlock, type BlockPosition } from '../markedBlock.js';
import type { FileStore } from '../system/FileStore.js';
import type { ProfileEdit } from './ProfileEdit.js';
import { encodeLines, encodeProfile } from './profileText.js';
import { readProfile, type Profile } from './readProfile.js';

const blockName = 'aim';

/**
 * Calculates how a profile gets its block, or loses it when there are no lines.
 *
 * @throws AimError PROFILE_UNREADABLE, PROFILE_DAMAGED, PROFILE_READ_ONLY
 */
export function planProfileEdit(path: string, lines: readonly string[], files: FileStore): ProfileEdit {
  const profile = readProfile(path, files);
  const blocks = blocksOf(path, profile);
  const after =
    lines.length === 0 ? withoutBlocks(profile, blocks) : withBlock(path, profile, { blocks, lines });
  const base = { path, lines, before: profile.bytes, after, mode: profile.mode };
  if (sameBytes(profile.bytes, after)) return { ...base, action: 'same' };
  if (profile.bytes !== undefined && isReadOnly(path, profile.mode, files)) throw readOnly(path);
  if (after === undefined) return { ...base, action: 'remove' };
  return { ...base, action: profile.bytes === undefined ? 'create' : 'update' };
}

function withoutBlocks(profile: Profile, blocks: readonly BlockPosition[]): Buffer | undefined {
  if (profile.bytes === undefined || blocks.length === 0) return profile.bytes;
  const text = dropBlocks(profile.text, blocks);
  return text === undefined ? undefined : encodeProfile({ ...profile, text });
}

function withBlock(
  path: string,
  profile: Profile,
  { blocks, lines }: { readonly blocks: readonly BlockPosition[]; readonly lines: readonly string[] },
): Buffer {
  // A POSIX shell and fish take a carriage return for a part of the value; PowerShell reads both.
  const windowsLines = path.endsWith('.ps1') && profile.text.includes('\r\n');
  const text = putBlock(profile.text, blocks, {
    name: blockName,
    lines: encodeLines(lines, profile.encoding),
    lineEnd: windowsLines ? '\r\n' : '\n',
    creates: profile.bytes === undefined,
  });
  return encodeProfile({ ...profile, text });
}

function blocksOf(path: string, profile: Profile): readonly BlockPosition[] {
  const scan = findBlocks(profile.text, blockName);
  if ('blocks' in scan) return scan.blocks;
  throw environmentError(
    'PROFILE_DAMAGED',
    `The block of aim in ${displayText(path)} is damaged: the line "${scan.damaged}" is missing. Nothing was written.`,
    { hint: 'Remove what is left of the block by hand, then run the command again.', details: { path } },
  );
}

function sameBytes(before: Buffer | undefined, after: Buffer | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return before.equals(after);
}

// The superuser may write everything, but the owner who took the bit away did not want it written.
function isReadOnly(path: string, mode: number, files: FileStore): boolean {
  return (mode & 0o200) === 0 || !files.isWritable(path);
}

function readOnly(path: string) {
  return environmentError('PROFILE_READ_ONLY', `The profile ${displayText(path)} is read-only.`, {
    hint: 'Make it writable, or add the lines that `env show` prints where the file is generated from.',
    details: { path },
  });
}
