import { basename, isAbsolute, resolve } from 'node:path';
import type { AuditSink } from '@aim/core';
import { prepareForeground, resolveCommand, runForeground, type ForegroundResult } from '@aim/exec';
import type { Vault } from '@aim/secrets';
import { childEnvironment, runVariable, type ChildEnvironment } from './childEnvironment.js';
import { runtimeError } from './errors.js';
import type { Settings } from './loadSettings.js';
import { requireTool } from './requireTool.js';
import { toolEnvironment } from './toolEnvironment.js';
import { legacySecretNames } from './toolSecrets.js';
import { secretSources, vaultValues } from './vaultValues.js';

export interface RunRequest {
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** Give it what this tool may see, and hide every other secret. */
  readonly tool?: string;
  /** Give it these secrets. */
  readonly secrets: readonly string[];
  /** Give it all secrets. */
  readonly all: boolean;
}

export interface RunServices {
  readonly audit: AuditSink;
  /** Opens the vault, with where it records what it releases. */
  readonly openVault: (audit: AuditSink) => Vault;
}

/**
 * Runs a command with secrets in its environment, on this process's own terminal, its piped output masked. Which
 * secrets it gets is recorded first, with the command's name; a run that gets none is recorded nowhere.
 * @throws AimError `RUN_NESTED`, `COMMAND_NOT_FOUND`, `SECRET_MISSING`, `TOOL_UNKNOWN`, and what the vault and the log
 * report.
 */
export async function runWithSecrets(
  settings: Settings,
  request: RunRequest,
  { audit, openVault }: RunServices,
): Promise<ForegroundResult> {
  refuseNested(settings);
  const [name, ...args] = request.command;
  const file = findProgram(settings, name);
  const vault = openVault((event) => {
    // Runs when the record waits for the disk.
    setImmediate(prepareForeground);
    return audit({
      ...event,
      details: { ...event.details, command: basename(file), arguments: args.length },
    });
  });
  const { env, mask } = await environmentFor(settings, vault, request);
  return runForeground({ file, args, env: { ...env, [runVariable]: '1' }, mask, cwd: settings.cwd });
}

/** The command of an inner run would see the outer run's secrets beside those that were named for it. */
function refuseNested({ env }: Settings): void {
  if (!env[runVariable]) return;
  throw runtimeError(
    'RUN_NESTED',
    "This is inside another 'aim run', whose secrets the command would get too",
    {
      hint: `Name all it needs in the outer one, or clear the variable ${runVariable} to run it all the same.`,
    },
  );
}

function findProgram({ env, platform, cwd }: Settings, name: string): string {
  // A person who writes a path means that file, unlike a bare name, which never stands for a file of the folder.
  const isPath = name.includes('/') || (platform === 'win32' && name.includes('\\'));
  const path = resolveCommand(isPath && !isAbsolute(name) ? resolve(cwd, name) : name, { env, platform });
  if (path !== undefined) return path;
  throw runtimeError('COMMAND_NOT_FOUND', `There is no command '${name}'`, {
    hint: isPath
      ? 'Check that the file exists and may be executed.'
      : 'Check its spelling and that PATH holds its folder.',
  });
}

async function environmentFor(
  settings: Settings,
  vault: Vault,
  request: RunRequest,
): Promise<ChildEnvironment> {
  const { tool, secrets, all } = request;
  if (tool !== undefined) {
    requireTool(settings, tool);
    return toolEnvironment(settings, vault, tool);
  }
  const asked = all ? storedNames(vault) : secrets.length > 0 ? secrets : legacySecretNames;
  const sources = secretSources(settings, vault, asked);
  const granted = sources.map(([variable]) => variable);
  if (secrets.length > 0 && !all) refuseMissing(secrets.filter((name) => !granted.includes(name)));
  const values = await vaultValues(vault, sources);
  // The user's own shell is not filtered: only what a tool gets by itself is.
  return childEnvironment({
    platform: settings.platform,
    parent: settings.env,
    secretNames: [],
    granted,
    vaultValues: values,
  });
}

function storedNames(vault: Vault): readonly string[] {
  return vault.list().flatMap(({ key, exists }) => (exists ? [key] : []));
}

function refuseMissing(missing: readonly string[]): void {
  if (missing.length === 0) return;
  throw runtimeError('SECRET_MISSING', `The vault holds no ${missing.join(', ')}`, {
    hint: `'aim secrets set ${missing[0]}' stores it; 'aim secrets list' shows what there is.`,
  });
}
