import { homedir } from 'node:os';
import { AimError, type AuditSink, type Runner } from '@aim/core';
import { formatPointer } from '@aim/config';
import { createRunner } from '@aim/exec';
import { childEnvironment, type ChildEnvironment } from '../childEnvironment.js';
import { loadSettings, type Settings, type Surroundings } from '../loadSettings.js';
import { openAudit } from '../openAudit.js';
import { openVaultOf } from '../openVaultOf.js';
import { toolEnvironment } from '../toolEnvironment.js';
import { knownSecretNames, toolSecrets } from '../toolSecrets.js';
import { unsecretEnvironment } from '../unsecretEnvironment.js';
import type { BridgeOptions } from './BridgeOptions.js';

/** The options with every default filled in. The configuration is loaded when one of the defaults needs it. */
export interface BridgeServices extends Surroundings {
  readonly run: Runner;
  readonly audit: AuditSink;
  readonly environmentFor: (tool: string) => Promise<ChildEnvironment>;
  readonly plainEnvironment: () => Readonly<Record<string, string>>;
  /** Why the tool must not be started. */
  readonly blockedWhy: (tool: string) => string | undefined;
  readonly defaultTimeoutSec: () => number;
}

const fallbackTimeoutMs = 30_000;

export function bridgeServices(options: BridgeOptions): BridgeServices {
  const surroundings = surroundingsOf(options);
  let loaded: Settings | undefined;
  const settings = (): Settings => (loaded ??= loadSettings(surroundings));
  const blockedWhy = (tool: string): string | undefined => {
    const { blockedTools } = options;
    if (blockedTools === undefined) return untrustedScript(settings(), tool);
    return Object.hasOwn(blockedTools, tool) ? blockedTools[tool] : undefined;
  };
  return {
    ...surroundings,
    run: options.run ?? createRunner({ platform: surroundings.platform }),
    audit: options.audit ?? ((event) => openAudit(settings()).append(event)),
    environmentFor: options.environmentFor ?? ((tool) => environmentOf(settings(), tool)),
    plainEnvironment: options.plainEnvironment ?? (() => unsecretEnvironment(settings())),
    blockedWhy,
    defaultTimeoutSec: () => (settings().config.registry.defaultTimeoutMs ?? fallbackTimeoutMs) / 1000,
  };
}

export function surroundingsOf({ env, cwd, home, platform }: BridgeOptions): Surroundings {
  return {
    env: env ?? process.env,
    cwd: cwd ?? process.cwd(),
    home: home ?? homedir(),
    platform: platform ?? process.platform,
  };
}

function untrustedScript({ loaded }: Settings, tool: string): string | undefined {
  const pointer = formatPointer(['registry', 'tools', tool, 'adapterScript']);
  const ignored = loaded.ignored.find((setting) => setting.pointer === pointer);
  if (ignored === undefined) return undefined;
  return `${ignored.file} is not trusted; read the file, then run "aim config trust".`;
}

/** As the older bridge did, a vault that does not open leaves the tool with the secrets of the caller's environment. */
async function environmentOf(settings: Settings, tool: string): Promise<ChildEnvironment> {
  const vault = openVaultOf(settings, {
    audit: (event) => openAudit(settings).append(event),
    passphrase: async () => settings.env.AIM_PASSPHRASE ?? '',
    notice: () => undefined,
  });
  try {
    return await toolEnvironment(settings, vault, tool);
  } catch (error) {
    if (!(error instanceof AimError && error.code.startsWith('SECRETS_'))) throw error;
    return childEnvironment({
      platform: settings.platform,
      parent: settings.env,
      secretNames: knownSecretNames(settings, []),
      granted: toolSecrets(settings, tool),
      vaultValues: {},
    });
  }
}
