import { existsSync } from 'node:fs';
import { Command } from 'clipanion';
import { servicePaths } from '@aim/runtime';
import { renderFacts } from '../../render/facts.js';
import type { CommandResult } from '../../result.js';
import { ConfigCommand } from './ConfigCommand.js';

export class ConfigPath extends ConfigCommand {
  static override paths = [['config', 'path']];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Show which files are in use and where everything is kept',
    examples: [['Edit your own file', '$EDITOR "$(aim config path --json | jq -r .user)"']],
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const user = this.userFile();
    const paths = {
      user,
      user_exists: existsSync(user),
      layers: settings.loaded.layers.map(({ kind, file, trusted }) => ({
        kind,
        file: file ?? null,
        trusted,
      })),
      directories: settings.dirs,
      services: servicePaths(settings),
    };
    return {
      json: paths,
      text: (style) => {
        const layers = paths.layers.map(({ kind, file, trusted }) =>
          [kind, file ?? '', trusted ? '' : '(not trusted)'].join(' ').trimEnd(),
        );
        return renderFacts(
          {
            user: existsSync(user) ? user : `${user} (not there)`,
            layers: layers.join('\n'.padEnd(14)),
            ...paths.directories,
            ...paths.services,
          },
          style,
        );
      },
    };
  }
}
