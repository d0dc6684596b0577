import { resolveCommand } from '@aim/exec';
import { systemFileStore, type FileStore } from '../system/FileStore.js';

export interface ShimEffects {
  readonly files: FileStore;
  readonly platform: NodeJS.Platform;
  /** `PATHEXT` is read from it on Windows. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether this user may execute the file. */
  readonly isExecutable: (path: string) => boolean;
}

/** The machine's own effects, where the caller gives no others. */
export function shimEffects(given: Partial<ShimEffects> = {}): ShimEffects {
  const { files = systemFileStore, platform = process.platform, env = process.env } = given;
  return {
    files,
    platform,
    env,
    isExecutable: given.isExecutable ?? ((path) => resolveCommand(path, { env, platform }) === path),
  };
}
