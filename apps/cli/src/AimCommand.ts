import { loadSettings, type Settings } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import type { CliContext, Terminal } from './context.js';
import { presentResult } from './presentResult.js';
import type { CommandResult } from './result.js';
import { settingsNotices } from './settingsNotices.js';

/** The options every command has, and the one way a result leaves a command. */
export abstract class AimCommand extends Command<CliContext> {
  readonly configFile = Option.String('--config', {
    description: 'Use this configuration file for the project layer',
  });
  readonly json = Option.Boolean('--json', false, {
    description: 'Print one JSON document and nothing else',
  });
  readonly verbose = Option.Boolean('--verbose', false, { description: 'Show more detail' });
  readonly quiet = Option.Boolean('--quiet', false, { description: 'Print no notices' });
  readonly color = Option.Boolean('--color', { description: 'Force colours on, or off with --no-color' });
  readonly yes = Option.Boolean('--yes', false, { description: 'Answer every question with yes' });

  /** Does the work. Prints nothing: what it returns is printed by the boundary. */
  abstract run(): Promise<CommandResult>;

  protected get terminal(): Terminal {
    return this.context.terminal;
  }

  /**
   * The layered configuration and what follows from it.
   * @throws AimError when a layer cannot be used.
   */
  protected settings({ announce = true }: { readonly announce?: boolean } = {}): Settings {
    const { env, cwd, home, platform } = this.terminal;
    const settings = loadSettings({ env, cwd, home, platform, configFile: this.configFile });
    if (announce) settingsNotices(settings).forEach(this.notice);
    return settings;
  }

  /** Tells a person something beside the result, on standard error. */
  protected readonly notice = (message: string): void => {
    if (!this.quiet) this.terminal.err.write(`${message}\n`);
  };

  override async execute(): Promise<number> {
    return presentResult(await this.run(), this.terminal, { json: this.json, color: this.color });
  }
}
