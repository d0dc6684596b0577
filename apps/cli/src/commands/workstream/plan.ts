import { Command, Option } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';
import { positiveInteger } from '../../validators.js';

export class WorkstreamPlan extends AimCommand {
  static override paths = [['workstream', 'plan']];
  static override usage = Command.Usage({
    category: 'Workstreams',
    description: 'Show which workstreams would run together and in which order',
    details:
      'A wave starts when the one before it has ended. Dependencies come first; workstreams that share a file or a conflict group, or that are not `parallel_ok`, are never in one wave; background ones wait for the others. Nothing is started.',
    examples: [
      ['Of the project', 'aim workstream plan'],
      ['With two at a time', 'aim workstream plan --parallel 2 workstreams'],
    ],
  });

  readonly parallel = Option.String('--parallel', {
    description: 'Most workstreams at the same time; 4 when absent',
    validator: positiveInteger,
  });
  readonly profiles = Option.Array('--profiles', [], {
    description: 'A file of tool profiles; may be given more than once',
  });
  readonly places = Option.Rest({ name: 'FILE' });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const { planWorkstreamRun, presentPlan, warningLines } = await import('../../workstream/planning.js');
    const { plan, warnings } = planWorkstreamRun(settings, {
      paths: this.places,
      profiles: this.profiles,
      ...(this.parallel !== undefined && { maxWorkers: this.parallel }),
    });
    warningLines(warnings).forEach(this.notice);
    return presentPlan(settings, plan);
  }
}
