import type { Runner } from '@aim/core';
import { createRunner } from '@aim/exec';
import type { Settings } from '../loadSettings.js';
import { unsecretEnvironment } from '../unsecretEnvironment.js';

/** What the operations on the user's environment are done with. */
export interface OperationEffects {
  readonly home: string;
  readonly stateDir: string;
  readonly runner: Runner;
  readonly env: Readonly<Record<string, string>>;
  readonly platform: NodeJS.Platform;
}

/** The user's machine as the settings have it; programs that are started get no secret. */
export function operationEffects(settings: Settings): OperationEffects {
  const { home, dirs, platform } = settings;
  return {
    home,
    stateDir: dirs.state,
    runner: createRunner({ platform }),
    env: unsecretEnvironment(settings),
    platform,
  };
}
