import type * as nodeFs from 'node:fs';
import { systemFs, type AtomicWriteFs } from '@aim/core';

/** The file system calls that the store, its generations and the journal are made with. */
export type InstallFs = AtomicWriteFs &
  Pick<typeof nodeFs, 'lstatSync' | 'readFileSync' | 'readdirSync' | 'rmSync' | 'statSync' | 'symlinkSync'>;

export const defaultInstallFs: InstallFs = systemFs;
