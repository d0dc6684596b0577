import { Command, Option } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import { cliError } from '../../errors.js';
import type { CommandResult } from '../../result.js';
import { positiveInteger } from '../../validators.js';
import { wantsDryRun } from '../../wantsDryRun.js';

export class WorkstreamRun extends AimCommand {
  static override paths = [['workstream', 'run']];
  static override usage = Command.Usage({
    category: 'Workstreams',
    description: 'Run workstreams: edit, check, test and merge, several at a time',
    details:
      "With an ID: that workstream and all it waits for. In a git repository each works in a worktree of its own, and what passes its checks is merged into the branch you are on. Before anything starts the health checks run and every command that is needed is looked for. The files say which programs run: on a terminal the plan is shown and you are asked; without one it runs, unless a project's configuration that is not trusted takes part, which needs --yes. Each tool sees only its own secrets. Whatever ends a run, --resume goes on with it and repeats nothing that is done. Exit codes: 0 done, 4 a workstream failed, 9 something is missing and nothing was started.",
    examples: [
      ['See what would happen', 'aim workstream run --dry-run'],
      ['One, with what it depends on', 'aim workstream run ws-login'],
      ['Everything, with checks of your own', 'aim workstream run --static eslint --runtime node-test --yes'],
      ['Go on after an interruption', 'aim workstream run --resume'],
    ],
  });

  readonly dir = Option.String('--dir', {
    description: 'Where the workstreams are; a folder or a file',
  });
  readonly dryRun = Option.Boolean('--dry-run', false, {
    description: 'Show what would be done and do nothing',
  });
  readonly parallel = Option.String('--parallel', {
    description: 'Most workstreams at the same time; 4 when absent',
    validator: positiveInteger,
  });
  readonly resume = Option.Boolean('--resume', false, {
    description: 'Go on with the run of this ID, else with the newest that was interrupted here',
  });
  readonly inPlace = Option.Boolean('--in-place', false, {
    description: 'Work in the folder itself and commit nothing',
  });
  readonly statics = Option.Array('--static', [], {
    description:
      'Check what names no checks of its own with this tool profile or capability; may be given more than once',
  });
  readonly runtimes = Option.Array('--runtime', [], {
    description:
      'Test what names no tests of its own with this tool profile or capability; may be given more than once',
  });
  readonly profiles = Option.Array('--profiles', [], {
    description: 'A file of tool profiles; may be given more than once',
  });
  readonly override = Option.String('--override', {
    description: 'Go on although something is missing, for this reason, which is recorded',
  });
  /** As the older orchestrator calls them. */
  readonly wsIds = Option.Array('--ws-id', [], { hidden: true });
  readonly maxWorkers = Option.String('--max-workers', { hidden: true, validator: positiveInteger });
  readonly workstreamsDir = Option.String('--workstreams-dir', { hidden: true });
  readonly ids = Option.Rest({ name: 'ID' });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const { askBeforeRun, planForRun, presentPlan, resumedWorkstreamRun, runPlan } = await import(
      '../../workstream/running.js'
    );
    const ids = [...this.ids, ...this.wsIds];
    if (this.resume) this.refuseBesideResume(ids);
    const plan = this.resume
      ? resumedWorkstreamRun(settings, ids[0])
      : planForRun(settings, { ...this.request(), ids }, this.notice);
    if (wantsDryRun(this.dryRun, this.terminal)) return presentPlan(settings, plan);
    const { terminal, notice, json, verbose, yes } = this;
    if (!this.resume) await askBeforeRun(settings, plan, { terminal, yes });
    const override = this.override?.trim();
    if (override === '')
      throw cliError('USAGE', '--override needs a reason', { hint: 'Say why it may go on all the same.' });
    return runPlan(settings, plan, {
      terminal,
      notice,
      json,
      verbose,
      ...(override !== undefined && { override }),
    });
  }

  private request() {
    const dir = this.dir ?? this.workstreamsDir;
    const maxWorkers = this.parallel ?? this.maxWorkers;
    return {
      ...(dir !== undefined && { paths: [dir] }),
      ...(maxWorkers !== undefined && { maxWorkers }),
      inPlace: this.inPlace,
      profiles: this.profiles,
      checks: { static: this.statics, runtime: this.runtimes },
    };
  }

  /** A run goes on as it was planned. */
  private refuseBesideResume(ids: readonly string[]): void {
    const asked: Readonly<Record<string, boolean>> = {
      '--dir': (this.dir ?? this.workstreamsDir) !== undefined,
      '--parallel': (this.parallel ?? this.maxWorkers) !== undefined,
      '--in-place': this.inPlace,
      '--static': this.statics.length > 0,
      '--runtime': this.runtimes.length > 0,
      '--profiles': this.profiles.length > 0,
      'a second ID': ids.length > 1,
    };
    const [refused] = Object.entries(asked).flatMap(([name, given]) => (given ? name : []));
    if (refused === undefined) return;
    throw cliError('USAGE', `A run is resumed as it was planned, so --resume does not go with ${refused}`, {
      hint: 'Leave it out, or start a new run.',
    });
  }
}
