import { basename, join } from 'node:path';
import { systemErrorCode } from '@aim/core';
import type { InstallFs } from './InstallFs.js';
import { atPath } from './storeError.js';
import { syncDirectory } from './syncDirectory.js';
import type { ToolsLayout } from './toolsLayout.js';

export interface PointerPlace {
  readonly fs: InstallFs;
  readonly layout: ToolsLayout;
  readonly platform: NodeJS.Platform;
}

/**
 * The number of the generation in use; undefined when there is none.
 *
 * @throws AimError INSTALL_STORE_FAILED when the pointer is there and cannot be read
 */
export function readPointer({ fs, layout, platform }: PointerPlace): number | undefined {
  const target = linkTarget(layout.current, fs);
  if (target === undefined && platform === 'win32') return numberOf(linkTarget(aside(layout), fs));
  return numberOf(target);
}

/**
 * Points to another generation, or with `undefined` to none. On POSIX this is one rename: at every moment the old or
 * the new one is there. Windows cannot rename over a directory, so that for a moment there is none; `mendPointer`
 * brings the old one back after a crash in that moment.
 *
 * @throws AimError INSTALL_STORE_FAILED
 */
export function switchPointer(place: PointerPlace, number: number | undefined): void {
  const { fs, layout, platform } = place;
  atPath(layout.current, () => {
    mendPointer(place);
    if (number === undefined) {
      removeLink(layout.current, fs);
    } else if (platform === 'win32') {
      switchJunction(layout, number, fs);
    } else {
      removeLink(fresh(layout), fs);
      fs.symlinkSync(join('generations', String(number)), fresh(layout));
      fs.renameSync(fresh(layout), layout.current);
    }
    syncDirectory(layout.root, { fs, platform });
  });
}

/** Completes or takes back a switch that was cut short; does nothing where there was none. */
export function mendPointer({ fs, layout, platform }: PointerPlace): void {
  atPath(layout.current, () => {
    if (platform === 'win32' && linkTarget(aside(layout), fs) !== undefined) {
      if (linkTarget(layout.current, fs) === undefined) fs.renameSync(aside(layout), layout.current);
      else removeLink(aside(layout), fs);
    }
    if (linkTarget(fresh(layout), fs) !== undefined) removeLink(fresh(layout), fs);
  });
}

function switchJunction(layout: ToolsLayout, number: number, fs: InstallFs): void {
  fs.symlinkSync(layout.generation(number), fresh(layout), 'junction');
  if (linkTarget(layout.current, fs) !== undefined) fs.renameSync(layout.current, aside(layout));
  fs.renameSync(fresh(layout), layout.current);
  removeLink(aside(layout), fs);
}

/** Removes a link, never what it leads to. */
function removeLink(path: string, fs: InstallFs): void {
  try {
    fs.unlinkSync(path);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}

function fresh(layout: ToolsLayout): string {
  return `${layout.current}.new`;
}

function aside(layout: ToolsLayout): string {
  return `${layout.current}.old`;
}

function linkTarget(path: string, fs: InstallFs): string | undefined {
  return atPath(path, () => {
    try {
      return fs.readlinkSync(path);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}

function numberOf(target: string | undefined): number | undefined {
  if (target === undefined) return undefined;
  const name = basename(target.replaceAll('\\', '/').replace(/\/+$/, ''));
  return /^\d{1,15}$/.test(name) ? Number(name) : undefined;
}
