import type { InstallEvent, InstallPlan, InstallResult } from '@aim/installer';
import { openAudit, packageServices, type PackageServices, type Settings } from '@aim/runtime';
import { Option } from 'clipanion';
import { AimCommand } from '../AimCommand.js';
import { askConsent } from '../askConsent.js';
import { offNotice } from '../environmentSwitch.js';
import type { CommandResult } from '../result.js';
import { wantsDryRun } from '../wantsDryRun.js';
import { lineProgress, type InstallProgress } from './installProgress.js';

/** A command that plans changes of packages, shows the plan or carries it out. */
export abstract class PackageCommand extends AimCommand {
  readonly dryRun = Option.Boolean('--dry-run', false, {
    description: 'Show what would be done, end as doing it would where that can be known, and change nothing',
  });

  protected services(settings: Settings): PackageServices {
    return packageServices(settings, this.terminal.signal);
  }

  protected get isDryRun(): boolean {
    return wantsDryRun(this.dryRun, this.terminal);
  }

  /** Shows the plan, or has it done. */
  protected async carryOut(
    settings: Settings,
    plan: InstallPlan,
    { keepOnFailure = false }: { readonly keepOnFailure?: boolean } = {},
  ): Promise<CommandResult> {
    const off = offNotice(settings, 'what the configuration lists is not installed');
    if (off !== undefined) this.notice(off);
    if (this.isDryRun) {
      const { installExitCode, planJson, renderPlan } = await import('./planning.js');
      const exitCode = installExitCode({ status: 'nothing_to_do' }, plan);
      return { json: planJson(plan), text: (style) => renderPlan(plan, style), exitCode };
    }
    await this.askAboutUntrusted(settings, plan);
    if (plan.unresolved.length > 0 && !keepOnFailure) return this.resultOf(notBegun(plan), plan);
    const services = this.services(settings);
    const result = await this.withProgress(plan, async (onEvent) => {
      const { applyPackages } = await import('./applying.js');
      const { append: audit } = openAudit(settings);
      return applyPackages(settings, plan, services, { audit, onEvent, keepOnFailure });
    });
    return this.resultOf(result, plan);
  }

  protected async resultOf(result: InstallResult, plan?: InstallPlan): Promise<CommandResult> {
    const { installExitCode, renderResult, resultJson } = await import('./applying.js');
    return {
      json: resultJson(result, plan),
      text: (style) => renderResult(result, plan, style),
      exitCode: installExitCode(result, plan),
    };
  }

  /** Runs an installation and draws how it goes on, where somebody watches. */
  protected async withProgress(
    plan: Pick<InstallPlan, 'steps' | 'groups'>,
    work: (onEvent: (event: InstallEvent) => void) => Promise<InstallResult>,
  ): Promise<InstallResult> {
    const progress = await this.progress(plan);
    try {
      return await work(progress.onEvent);
    } finally {
      await progress.end();
    }
  }

  private async progress({ steps, groups }: Pick<InstallPlan, 'steps' | 'groups'>): Promise<InstallProgress> {
    if (this.json || this.quiet) return lineProgress(() => undefined);
    const { live } = this.terminal;
    if (live === undefined) return lineProgress(this.notice);
    const { liveProgress } = await import('./liveProgress.js');
    const alternatives = groups.flatMap((group) => group.alternatives);
    // Where the result is printed to the same terminal, it names every package again.
    return liveProgress([...steps, ...alternatives], { stream: live, vanishes: this.terminal.out.isTTY });
  }

  /** What a project asks for that nobody has vouched for is installed only when the user has seen it. */
  private async askAboutUntrusted(settings: Settings, plan: InstallPlan): Promise<void> {
    const untrusted = settings.loaded.layers.find(({ trusted, file }) => !trusted && file !== undefined);
    const { changesNothing, renderPlan } = await import('./planning.js');
    if (untrusted === undefined || changesNothing(plan) || this.yes) return;
    const { colorsFor } = await import('../colors.js');
    const style = { colors: await colorsFor(this.terminal.err.isTTY), columns: this.terminal.err.columns };
    this.terminal.err.write(`${renderPlan(plan, style)}\n`);
    await askConsent(this.terminal, {
      question: `${untrusted.file} takes part in this and is not trusted. Go on?`,
      yes: this.yes,
    });
  }
}

/** A package that cannot be had is a failure like any other, only known before anything was touched. */
function notBegun({ steps }: InstallPlan): InstallResult {
  const packages = steps
    .filter(({ action }) => action !== 'keep')
    .map((step) => ({ ...step, status: 'not_attempted' as const }));
  return { status: 'rolled_back', packages, notes: [] };
}
