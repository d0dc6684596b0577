import { displayText } from '@aim/core';
import type { Settings } from '@aim/runtime';

/** What a person must hear about the configuration in use: settings of an untrusted project that do not count. */
export function settingsNotices({ loaded }: Pick<Settings, 'loaded'>): string[] {
  const byFile = new Map<string, string[]>();
  for (const { file, pointer } of loaded.ignored) byFile.set(file, [...(byFile.get(file) ?? []), pointer]);
  return [...byFile].map(([file, pointers]) =>
    displayText(
      `warning: ${file} is not trusted; ignored: ${pointers.join(', ')} ('aim config trust' after reading it)`,
    ),
  );
}
