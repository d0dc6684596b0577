import type { Runner } from '@aim/core';
import { resolveCommand } from '@aim/exec';
import { systemFileStore, type FileStore } from '../system/FileStore.js';

export interface ScheduleEffects {
  /** The user's home directory, absolute. */
  readonly home: string;
  /** Folder for files that the scheduler has no place for; absolute. */
  readonly stateDir: string;
  readonly runner: Runner;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  readonly files?: FileStore;
  /** The user's number on macOS. */
  readonly uid?: number;
  /** The absolute path of a program of the system's. */
  readonly find?: (tool: string) => string | undefined;
}

/** Fills in the machine's own effects. */
export function scheduleEffects(given: ScheduleEffects): Required<ScheduleEffects> {
  const { env = process.env, platform = process.platform, files = systemFileStore } = given;
  const { uid = process.getuid?.() ?? 0, find = (tool) => resolveCommand(tool, { env, platform }) } = given;
  return { ...given, env, platform, files, uid, find };
}
