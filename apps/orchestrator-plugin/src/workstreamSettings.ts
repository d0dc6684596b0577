import { mergeHealthSettings, type HealthSettings } from '@aim/health';
import type { Settings } from '@aim/runtime';

/** A workstream with requirements that stand in no configuration. They add to what the configuration says of it. */
export interface PreflightWorkstream extends HealthSettings {
  readonly id: string;
}

/** The settings with the workstream's own requirements in them. */
export function workstreamSettings(settings: Settings, { id, ...own }: PreflightWorkstream): Settings {
  const { config } = settings;
  const configured = Object.hasOwn(config.workstreams, id) ? config.workstreams[id] : undefined;
  const healthChecks = mergeHealthSettings(configured?.healthChecks ?? {}, own);
  const workstreams = { ...config.workstreams, [id]: { ...configured, healthChecks } };
  return { ...settings, config: { ...config, workstreams } as Settings['config'] };
}
