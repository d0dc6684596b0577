import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { AuditSink } from '@aim/core';
import {
  detectToolsOf,
  invokeWith,
  loadSettings,
  openAudit,
  openVaultOf,
  packageServices,
  requireTool,
  toolEnvironment,
  versionReportOf,
  type Settings,
} from '@aim/runtime';
import type { Vault } from '@aim/secrets';
import type { AimEvent } from './AimEvent.js';
import type { AimPlugin, AimPluginOptions } from './AimPlugin.js';
import { createEventStream } from './createEventStream.js';
import { createRecorder, type Recorder } from './createRecorder.js';
import { orchestratorError } from './errors.js';
import { grantSecrets } from './grantSecrets.js';
import { runPreflight } from './runPreflight.js';

const defaultEventBuffer = 1000;

/**
 * Makes the services of one run: what it does is recorded under one run id, in the audit log and as events. Reads the
 * configuration; opens, writes and starts nothing before it is used.
 * @throws AimError of `@aim/config` when a layer of the configuration cannot be used.
 */
export function createAimPlugin(options: AimPluginOptions = {}): AimPlugin {
  const settings = settingsOf(options);
  const runId = options.runId ?? (settings.env.AIM_RUN_ID || randomUUID());
  const events = createEventStream<AimEvent>(options.eventBuffer ?? defaultEventBuffer);
  const recorder = createRecorder({
    audit: openAudit(settings).append,
    publish: (event) => events.publish(event),
    runId,
    labels: options.labels ?? {},
    now: () => new Date(),
  });
  const closing = new AbortController();
  const begin = createGate(closing.signal, recorder, options.workstream);
  const vaultWith = vaultOpener(settings, options, recorder);
  const stopping = (own?: AbortSignal): AbortSignal =>
    AbortSignal.any([closing.signal, options.signal, own].filter((signal) => signal !== undefined));
  return {
    runId,
    events: { [Symbol.asyncIterator]: () => events[Symbol.asyncIterator]() },
    async preflight(workstream = options.workstream, { signal, ...choice } = {}) {
      const named = typeof workstream === 'string' ? { id: workstream } : workstream;
      const effects = { settings, audit: begin(named?.id), runId };
      return runPreflight(effects, named, { ...choice, signal: stopping(signal) });
    },
    async envFor(child, { workstream } = {}) {
      const vault = vaultWith(begin(workstream));
      if (typeof child !== 'string') return grantSecrets(settings, vault, child.secrets);
      requireTool(settings, child);
      return toolEnvironment(settings, vault, child);
    },
    detect: () => detectToolsOf(settings),
    async validateVersions() {
      begin(undefined);
      const { report, warnings } = await versionReportOf(settings, packageServices(settings, stopping()));
      return { report, warnings };
    },
    async invoke(request, { workstream, signal } = {}) {
      const audit = begin(workstream);
      return invokeWith(settings, request, { audit, vault: vaultWith(audit), signal: stopping(signal) });
    },
    record: async (event, { workstream } = {}) => begin(workstream)(event),
    async close() {
      closing.abort();
      events.close();
    },
  };
}

function settingsOf(options: AimPluginOptions): Settings {
  const { cwd = process.cwd(), env = { ...process.env }, platform = process.platform } = options;
  return loadSettings({
    cwd,
    env,
    platform,
    home: options.home ?? homedir(),
    configFile: options.config === undefined ? undefined : resolve(cwd, options.config),
  });
}

/** Lets a step begin, with where it records what it does, as long as the plugin is open. */
function createGate(
  closed: AbortSignal,
  recorder: Recorder,
  usual: string | undefined,
): (workstream: string | undefined) => AuditSink {
  return (workstream) => {
    if (!closed.aborted) return recorder.sinkFor(workstream ?? usual);
    throw orchestratorError('PLUGIN_CLOSED', 'This plugin has been closed', {
      hint: 'Make a new one with createAimPlugin().',
    });
  };
}

function vaultOpener(
  settings: Settings,
  { passphrase = async () => settings.env.AIM_PASSPHRASE ?? '' }: AimPluginOptions,
  { notice }: Recorder,
): (audit: AuditSink) => Vault {
  return (audit) => openVaultOf(settings, { audit, passphrase, notice });
}
