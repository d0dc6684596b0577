import { displayText } from '@aim/core';
import { openAudit } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { PackageCommand } from '../../packages/PackageCommand.js';
import type { CommandResult } from '../../result.js';
import { positiveInteger } from '../../validators.js';

export class ToolsRollback extends PackageCommand {
  static override paths = [['tools', 'rollback']];
  static override usage = Command.Usage({
    category: 'Tools',
    description: 'Return to an earlier generation of all installed tools',
    details:
      'Every change of the installed tools makes a generation. Going back is one as well, so it can be undone the same way. Without a number: the generation before this one.',
    examples: [
      ['Undo the last change', 'aim tools rollback'],
      ['See which there are', 'aim tools rollback --list'],
      ['Return to one of them', 'aim tools rollback 3'],
    ],
  });

  readonly list = Option.Boolean('--list', false, { description: 'Show the generations that are kept' });
  readonly generation = Option.String({ name: 'GENERATION', required: false, validator: positiveInteger });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const services = this.services(settings);
    const { installEffects, listGenerations, planReturn, activateGeneration, planJson, renderPlan } =
      await import('../../packages/rollingBack.js');
    if (this.list) {
      const generations = listGenerations(services.toolsRoot);
      return {
        json: { generations },
        text: async (style) =>
          (await import('../../packages/renderGenerations.js')).renderGenerations(generations, style),
      };
    }
    const plan = await planReturn(services, this.generation ?? 'previous');
    const shown = { ...plan, groups: [], blocked: [], unresolved: [], heldBack: [], notes: [] };
    if (this.isDryRun)
      return { json: { target: plan.target, ...planJson(shown) }, text: (style) => renderPlan(shown, style) };
    const { append: audit } = openAudit(settings);
    const result = await this.withProgress(shown, (onEvent) =>
      activateGeneration(plan, installEffects(services, { audit, onEvent })),
    );
    if (result.status === 'done') this.notice(displayText(`Returned to what generation ${plan.target} held`));
    return this.resultOf(result);
  }
}
