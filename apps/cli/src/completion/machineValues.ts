import { auditEventTypes } from '@aim/core';
import { describeOrigins } from '@aim/config';
import { allChecks } from '@aim/health';
import { managerIds } from '@aim/installer';
import { configuredPackages, listSecretNames, readWorkstreamsOf, type Settings } from '@aim/runtime';
import type { ValueSource } from './completeWords.js';

/** The values there are on this machine. Opens no vault and starts no process. */
export function machineValues(settings: Settings): ValueSource {
  const { config, loaded } = settings;
  const sources: Readonly<Record<Parameters<ValueSource>[0], () => readonly string[]>> = {
    tool: () => Object.keys(config.registry.tools),
    capability: () => Object.keys(config.registry.capabilities),
    secret: () => listSecretNames(settings),
    setting: () => describeOrigins(loaded).map(({ pointer }) => pointer.slice(1).replaceAll('/', '.')),
    check: () => allChecks.map(({ id }) => id),
    package: () => configuredPackages(config).packages.map(({ name }) => name),
    manager: () => managerIds,
    workstream: () => [...new Set([...Object.keys(config.workstreams), ...workstreamIds(settings)])],
    eventType: () => auditEventTypes,
  };
  return (kind) => sources[kind]();
}

function workstreamIds(settings: Settings): readonly string[] {
  try {
    return readWorkstreamsOf(settings).workstreams.map(({ id }) => id);
  } catch {
    // Most folders have none.
    return [];
  }
}
