import { displayText } from '@aim/core';
import type { PackageServices, Settings, VersionStanding } from '@aim/runtime';
import { Option } from 'clipanion';
import { managerNamed, packageServices, versionReportOf } from '@aim/runtime';
import { AimCommand } from '../../AimCommand.js';
import { offNotice } from '../../environmentSwitch.js';

/** A command that looks at how installed versions stand. */
export abstract class VersionCommand extends AimCommand {
  readonly manager = Option.Array('-m,--manager', [], {
    description: 'Only packages of this manager; may be given more than once',
  });

  protected services(settings: Settings): PackageServices {
    return packageServices(settings, this.terminal.signal);
  }

  protected async standing(settings: Settings): Promise<VersionStanding> {
    const off = offNotice(settings, 'what the configuration lists and pins does not count');
    if (off !== undefined) this.notice(off);
    const only = this.manager.filter((name) => name !== 'all').map((name) => managerNamed(name, '--manager'));
    const standing = await versionReportOf(
      settings,
      this.services(settings),
      only.length > 0 ? only : undefined,
    );
    for (const { message } of standing.warnings) this.notice(displayText(`warning: ${message}`));
    for (const { manager, message } of standing.present.unlisted)
      this.notice(displayText(`warning: ${manager}: ${message}`));
    return standing;
  }
}
