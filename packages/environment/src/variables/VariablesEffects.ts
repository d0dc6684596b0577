import type { Runner } from '@aim/core';
import { systemFileStore, type FileStore } from '../system/FileStore.js';

export interface VariablesEffects {
  /** The user's home directory, absolute. */
  readonly home: string;
  /** Where the previous values of the Windows registry are kept; absolute. */
  readonly stateDir: string;
  /** Starts PowerShell on Windows; unused elsewhere. */
  readonly runner: Runner;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  readonly files?: FileStore;
}

/** Fills in the machine's own effects. */
export function variablesEffects(given: VariablesEffects): Required<VariablesEffects> {
  const { env = process.env, platform = process.platform, files = systemFileStore } = given;
  return { ...given, env, platform, files };
}
