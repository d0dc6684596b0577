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
  const byFile = new Map<string, { own: boolean; pointers: string[] }>();
  for (const { file, pointer, layer } of loaded.ignored) {
    const entry = byFile.get(file) ?? { own: layer === 'user', pointers: [] };
    entry.pointers.push(pointer);
    byFile.set(file, entry);
  }
  return [...byFile].map(([file, { own, pointers }]) => {
    const why = own ? 'can be changed by any user' : 'is not trusted';
    const remedy = own
      ? "'chmod go-w' it and its folder after reading it"
      : "'aim config trust' after reading it";
    return displayText(`warning: ${file} ${why}; ignored: ${listed(pointers)} (${remedy})`);
  });
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
