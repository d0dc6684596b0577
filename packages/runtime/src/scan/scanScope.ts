import { resolve } from 'node:path';
import { defaultCachePatterns } from '@aim/scanner';
import type { Settings } from '../loadSettings.js';

/** The folders to scan: those named, else those configured, else the working folder. Absolute. */
export function scanRoots({ config, cwd }: Settings, named: readonly string[] = []): readonly string[] {
  const configured = config.environment.scanner?.roots ?? [];
  const roots = named.length > 0 ? named : configured;
  return roots.length > 0 ? roots.map((root) => resolve(cwd, root)) : [cwd];
}

/** What the settings say of caches. */
export interface CacheScope {
  readonly patterns: readonly string[];
  readonly centralCache: string;
  readonly allowCentral: readonly string[];
  readonly platform: NodeJS.Platform;
}

export function cacheScope({ config, platform }: Settings): CacheScope {
  const { scanner, centralCache = '', allowCentral = [] } = config.environment;
  const configured = scanner?.cachePatterns ?? [];
  return {
    patterns: configured.length > 0 ? configured : defaultCachePatterns,
    centralCache,
    allowCentral,
    platform,
  };
}
