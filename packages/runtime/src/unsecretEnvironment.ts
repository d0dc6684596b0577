import { childEnvironment } from './childEnvironment.js';
import { listSecretNames } from './listSecretNames.js';
import type { Settings } from './loadSettings.js';
import { knownSecretNames } from './toolSecrets.js';

/** The environment for programs that need no secret: what this process has, less every name known to hold one. */
export function unsecretEnvironment(settings: Settings): Readonly<Record<string, string>> {
  const { env } = childEnvironment({
    platform: settings.platform,
    parent: settings.env,
    secretNames: knownSecretNames(settings, listSecretNames(settings)),
    granted: [],
    vaultValues: {},
  });
  return env;
}
