import { displayText } from '@aim/core';
import type { Settings } from '@aim/runtime';
import type { RunPlan } from '@aim/workstream';
import { askConsent } from '../askConsent.js';
import { colorsFor } from '../colors.js';
import type { Terminal } from '../context.js';
import { presentPlan } from './presentPlan.js';

/**
 * Shows what would be started and asks. Where there is nobody to ask, the command line is the consent, unless a
 * configuration that nobody has vouched for has a say in it.
 * @throws AimError `NO_TERMINAL`, `REFUSED`
 */
export async function askBeforeRun(
  settings: Settings,
  plan: RunPlan,
  { terminal, yes }: { readonly terminal: Terminal; readonly yes: boolean },
): Promise<void> {
  const untrusted = settings.loaded.layers.find(({ trusted, file }) => !trusted && file !== undefined);
  if (yes || (!terminal.stdinIsTTY && untrusted === undefined)) return;
  const { err } = terminal;
  const text = await presentPlan(settings, plan).text({
    colors: await colorsFor(err.isTTY),
    columns: err.columns,
  });
  err.write(`${text}\n`);
  const warning =
    untrusted?.file === undefined
      ? ''
      : `${displayText(untrusted.file)} takes part in this and is not trusted. `;
  await askConsent(terminal, { question: `${warning}Run this in ${displayText(plan.root)}?`, yes });
}
