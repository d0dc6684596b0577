import { displayText } from '@aim/core';
import { configFileName, initConfig, writeConfigValue } from '@aim/config';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findPackages, managerNamed, openAudit, type ConfiguredPackage, type Settings } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { cliError } from '../../errors.js';
import type { CommandResult } from '../../result.js';
import { VersionCommand } from './VersionCommand.js';

export class VersionPin extends VersionCommand {
  static override paths = [['version', 'pin']];
  static override usage = Command.Usage({
    category: 'Versions',
    description: 'Pin a package to a version, or to the one that is installed',
    details:
      "Writes environment.versionPins to your own configuration, or to the project's with --project. Without NAME: everything that is installed. The pin takes effect with 'aim version sync --apply'.",
    examples: [
      ['To a version', 'aim version pin ruff 0.14.1'],
      ['Everything to what is there now', 'aim version pin'],
    ],
  });

  readonly project = Option.Boolean('--project', false, { description: "Change the project's file" });
  readonly name = Option.String({ name: 'NAME', required: false });
  readonly version = Option.String({ name: 'VERSION', required: false });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const pins = await this.pins(settings);
    const { versionPinsJson } = await import('./pinning.js');
    const file = this.fileToChange(settings);
    if (!existsSync(file)) initConfig({ file, scope: this.project ? 'project' : 'user' });
    for (const { manager, name, version } of pins) {
      const path = `/environment/versionPins/${manager}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      await writeConfigValue({ file, path, value: version, stateDir: settings.dirs.state });
    }
    await openAudit(settings).append({
      type: 'config_change',
      severity: 'info',
      message: 'Versions pinned',
      details: { file, packages: pins.map(({ manager, name, version }) => `${manager}:${name} ${version}`) },
    });
    return {
      json: { ...versionPinsJson(pins), file },
      text: () =>
        displayText(
          pins.length === 0
            ? 'Nothing is installed that could be pinned'
            : pins
                .map(({ manager, name, version }) => `Pinned ${name} (${manager}) to ${version} in ${file}`)
                .join('\n'),
        ),
    };
  }

  private async pins(
    settings: Settings,
  ): Promise<readonly { readonly manager: string; readonly name: string; readonly version: string }[]> {
    const asked = this.name === undefined ? undefined : this.find(settings, this.name);
    if (asked?.pin !== undefined && this.version !== undefined) {
      return [{ manager: asked.manager, name: asked.name, version: asked.pin }];
    }
    const { report } = await this.standing(settings);
    const rows = report.rows.filter(
      ({ manager, name }) => asked === undefined || (manager === asked.manager && name === asked.name),
    );
    const pins = rows.flatMap(({ manager, name, actual }) =>
      actual === null ? [] : [{ manager, name, version: actual }],
    );
    if (asked !== undefined && pins.length === 0) {
      throw cliError(
        'USAGE',
        `${asked.name} (${asked.manager}) is not installed, so it has no version to pin`,
        {
          hint: `Give the version: aim version pin ${asked.name} VERSION`,
        },
      );
    }
    return pins;
  }

  private find(settings: Settings, name: string): ConfiguredPackage {
    const [manager] = this.manager;
    const [found] = findPackages(settings, {
      names: [name],
      ...(manager !== undefined && { manager: managerNamed(manager, '--manager') }),
      ...(this.version !== undefined && { pin: this.version }),
    });
    if (found === undefined) throw new Error('a name that is found is one package');
    return found;
  }

  private fileToChange({ dirs, loaded, cwd }: Settings): string {
    if (!this.project) return join(dirs.config, configFileName);
    const layer = loaded.layers.find(({ kind }) => kind === 'project' || kind === 'file');
    return layer?.file ?? join(cwd, configFileName);
  }
}
