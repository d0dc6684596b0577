import type { Registry } from '@aim/registry';
import type { Settings } from './loadSettings.js';

/** The part of the configuration that routing works with. */
export function registryOf({ config, loaded }: Pick<Settings, 'config' | 'loaded'>): Registry {
  const { registry, security, conflict_resolution } = config;
  return { ...registry, security, conflict_resolution, blockedTools: loaded.blockedTools };
}
