import type { HealthSettings } from './HealthSettings.js';

/**
 * The settings for one workstream: what it requires and skips is added to the general settings, and its other values
 * replace theirs.
 */
export function mergeHealthSettings(general: HealthSettings, workstream: HealthSettings): HealthSettings {
  const both = (key: 'requiredCommands' | 'requiredPaths' | 'skip'): readonly string[] => [
    ...new Set([...(general[key] ?? []), ...(workstream[key] ?? [])]),
  ];
  return {
    ...general,
    ...workstream,
    requiredCommands: both('requiredCommands'),
    requiredPaths: both('requiredPaths'),
    skip: both('skip'),
  };
}
