import { createRunner } from '@aim/exec';
import { findToolDuplicates, type ToolDuplicate } from '@aim/scanner';
import type { Settings } from '../loadSettings.js';
import { rememberVersions } from '../rememberVersions.js';
import { unsecretEnvironment } from '../unsecretEnvironment.js';
import { commandNamesOf } from './commandNamesOf.js';

/** Each program is asked for its version for at most this many ms. */
const probeTimeoutMs = 5_000;

/**
 * The commands of the configured tools and packages that are installed more than once. The programs are asked for
 * their versions, without any secret, unless their files are as they were the last time.
 */
export async function findToolDuplicatesOf(
  settings: Settings,
  signal: AbortSignal,
): Promise<readonly ToolDuplicate[]> {
  const { env, platform, home } = settings;
  const versions = rememberVersions(settings);
  const ask = versionProbe(settings, signal);
  const found = await findToolDuplicates({
    commands: commandNamesOf(settings),
    env,
    platform,
    home,
    probeVersion: async (file) => {
      signal.throwIfAborted();
      return (await versions.versionOf({ file, args: ['--version'] }, () => ask(file))).version;
    },
  });
  versions.save();
  return found;
}

function versionProbe(settings: Settings, signal: AbortSignal): (file: string) => Promise<string | null> {
  const run = createRunner({ platform: settings.platform });
  const env = unsecretEnvironment(settings);
  return async (file) => {
    const { exitCode, stdout } = await run({
      file,
      args: ['--version'],
      env,
      timeoutMs: probeTimeoutMs,
      maxOutputBytes: 65_536,
      signal,
    });
    const [version] = /\d+\.\d+[\w.+-]*/.exec(stdout) ?? [];
    return exitCode === 0 ? (version ?? null) : null;
  };
}
