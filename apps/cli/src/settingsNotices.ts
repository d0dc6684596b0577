import { displayText } from '@aim/core';
import { interruptedInstallation, type Settings } from '@aim/runtime';

const mostShown = 5;

/**
 * What a person must hear whatever the command is: settings of an untrusted project that do not count, and an
 * installation that was cut short.
 */
export function settingsNotices(settings: Settings): string[] {
  return [...ignoredSettings(settings), ...interruption(settings)];
}

export function ignoredSettings({ loaded }: Pick<Settings, 'loaded'>): string[] {
  const byFile = new Map<string, string[]>();
  for (const { file, pointer } of loaded.ignored) byFile.set(file, [...(byFile.get(file) ?? []), pointer]);
  return [...byFile].map(([file, pointers]) =>
    displayText(
      `warning: ${file} is not trusted; ignored: ${listed(pointers)} ('aim config trust' after reading it)`,
    ),
  );
}

/** A few settings, and how many more; `aim config validate` lists them all. */
function listed(pointers: readonly string[]): string {
  const [shown, further] = [pointers.slice(0, mostShown), pointers.length - mostShown];
  return `${shown.join(', ')}${further > 0 ? ` and ${further} more` : ''}`;
}

function interruption(settings: Settings): string[] {
  const pending = interruptedInstallation(settings);
  if (pending === undefined) return [];
  const since = pending.startedAt === undefined ? '' : ` of ${displayText(pending.startedAt)}`;
  return [
    `warning: the installation${since} was interrupted ('aim setup --resume' completes it, 'aim setup --rollback' undoes it)`,
  ];
}
