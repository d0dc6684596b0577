import type { CommandLookup } from '@aim/exec';
import { findToolDuplicates, type ToolInstall } from '@aim/scanner';
import type { Settings } from '../loadSettings.js';
import { commandNamesOf } from './commandNamesOf.js';

/** A command of which `PATH` holds several installations, the one that runs first. */
export interface ShadowedTool {
  readonly command: string;
  readonly copies: readonly Pick<ToolInstall, 'path' | 'version'>[];
}

/** The configured tools and packages that `PATH` holds more than once. Starts nothing. */
export async function shadowedToolsOf(
  settings: Settings,
  { isExecutable }: Pick<CommandLookup, 'isExecutable'> = {},
): Promise<readonly ShadowedTool[]> {
  const { env, platform, home } = settings;
  const commands = commandNamesOf(settings);
  const found = await findToolDuplicates({ commands, env, platform, home, isExecutable, onlyInPath: true });
  return found.map(({ command, runs, others }) => ({
    command,
    copies: [runs, ...others].flatMap((copy) =>
      copy === null ? [] : [{ path: copy.path, version: copy.version }],
    ),
  }));
}
