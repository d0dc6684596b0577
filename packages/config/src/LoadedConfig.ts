import type { ConfigIssue } from './ConfigIssue.js';
import type { ConfigLayer } from './ConfigLayer.js';
import type { EffectiveConfig } from './EffectiveConfig.js';
import type { IgnoredSetting } from './trust/IgnoredSetting.js';

/** All layers, merged. */
export interface LoadedConfig {
  readonly config: EffectiveConfig;
  /** The layers that take part, lowest first. */
  readonly layers: readonly ConfigLayer[];
  /** Warnings; errors are thrown. */
  readonly issues: readonly ConfigIssue[];
  /** Settings that do not count because their file is not trusted. */
  readonly ignored: readonly IgnoredSetting[];
  /** Tools that cannot be used for that reason, each with a sentence saying so. */
  readonly blockedTools: Readonly<Record<string, string>>;
  /** The registry folder of the older system, if there is one. */
  readonly registryDir?: string;
  /** The layer that decides a setting, by JSON pointer; `undefined` for a setting nobody sets. */
  readonly originOf: (pointer: string) => ConfigLayer | undefined;
}
