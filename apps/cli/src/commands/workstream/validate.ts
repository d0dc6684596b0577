import { exitCodes } from '@aim/core';
import { Command, Option } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';

export class WorkstreamValidate extends AimCommand {
  static override paths = [['workstream', 'validate']];
  static override usage = Command.Usage({
    category: 'Workstreams',
    description: 'Check workstream files against the schema and each other',
    details:
      'Every problem is listed: wrong fields, ids used twice, missing dependencies, circles, and files that two workstreams claim of which neither waits for the other. Without a path: `PIPELINE_WORKSTREAM_DIR`, else `workstreams`. Exit code 2 when there is an error.',
    examples: [
      ['All of the project', 'aim workstream validate'],
      ['One file, for a script', 'aim workstream validate workstreams/login.json --json'],
    ],
  });

  readonly places = Option.Rest({ name: 'FILE' });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const { readWorkstreamsOf, renderVerdict } = await import('../../workstream/planning.js');
    const { verdict, files, places } = readWorkstreamsOf(settings, this.places);
    return {
      json: { ...verdict, files },
      text: (style) => renderVerdict(verdict, places, style),
      exitCode: verdict.ok ? exitCodes.ok : exitCodes.config,
    };
  }
}
