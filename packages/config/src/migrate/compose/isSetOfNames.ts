import type { SettingPath } from '../../jsonPointer.js';

/** Lists whose order means nothing, or only says who comes first: what several files list is put together. */
const patterns: readonly RegExp[] = [
  /^registry\/tools\/[^/]+\/(?:detectCommands|configPaths|logPaths|capabilities)$/,
  /^environment\/(?:pipxApps|npmGlobal|watchRoots|allowCentral|legacyVaults)$/,
  /^environment\/scanner\/(?:roots|cachePatterns)$/,
  /^environment\/healthChecks\/required(?:Commands|Paths)$/,
  /^environment\/auditAlert\/allowRoots$/,
  /^environment\/masterBin\/(?:sources|denyList)$/,
  /^environment\/observability\/(?:logFiles|redaction\/sensitivePatterns)$/,
  /^security\/forbidden_paths$/,
  /^audit\/events$/,
  /^toolProfiles\/[^/]+\/aimCapabilities$/,
];

export function isSetOfNames(path: SettingPath): boolean {
  const written = path.map((key) => key.replaceAll('/', ' ')).join('/');
  return patterns.some((pattern) => pattern.test(written));
}
