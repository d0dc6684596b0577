import { isAbsolute, relative, sep } from 'node:path';
import { displayText, systemErrorCode } from '@aim/core';
import { installerError } from '../errors.js';
import type { InstallStep } from '../plan/InstallPlan.js';
import { samePackage } from '../plan/packageKey.js';
import type { InstalledPackage, ManagerContext } from '../PackageManager.js';
import type { ProvenPackage } from '../store/installationMarker.js';
import { isInnerPath, isSafeCommandName } from '../store/safeNames.js';
import { probeCommand, type ProbeAnswer } from './probeCommand.js';
import type { Session } from './Session.js';

export interface ProofRequest {
  readonly step: InstallStep;
  /** What the manager found in the directory after it had installed. */
  readonly found: readonly InstalledPackage[];
  /** Relative to the tools' root. */
  readonly directory: string;
  readonly context: ManagerContext;
}

/**
 * Makes sure that a package is there at its version and that its command starts. The command named like the package
 * must start if there is one; otherwise any will do.
 *
 * @throws AimError INSTALL_BROKEN, INSTALL_VERSION_DIFFERS
 */
export async function provePackage(request: ProofRequest, session: Session): Promise<ProvenPackage> {
  const { step, found, directory } = request;
  const installed = found.find(({ name }) => samePackage({ manager: step.manager, name }, step));
  if (installed === undefined)
    throw broken(step, 'the manager said that it was done, but the package is not there');
  checkVersion(step, installed.version, session);
  const commands = innerCommands(installed, session.layout.installation(directory));
  const names = Object.keys(commands);
  if (names.length === 0) throw broken(step, 'it has no command inside its directory');
  const main = names.find((name) => name === mainCommand(step.name));
  let why = '';
  for (const command of main === undefined ? names : [main]) {
    const path = commands[command] ?? '';
    const answer = await probeInside(`${directory}/${path}`, request, session);
    if (!answer.started) {
      why ||= `its command ${displayText(command)} does not start: ${answer.why}`;
      continue;
    }
    const { started: _, ...said } = answer;
    const { size } = session.fs.statSync(session.layout.installation(`${directory}/${path}`));
    return { package: record(request, commands, session), proof: { command, path, ...said, size } };
  }
  throw broken(step, why);
}

/** @throws AimError INSTALL_VERSION_DIFFERS */
export function checkVersion(step: InstallStep, found: string, session: Session): void {
  if (step.to !== undefined && session.isSame(step.manager, found, step.to)) return;
  throw installerError(
    'INSTALL_VERSION_DIFFERS',
    `${step.name} (${step.manager}) was to be installed as ${step.to ?? 'nothing'}, but ${displayText(found)} is there.`,
    {
      hint: 'Check that the version exists for this machine, or pin another one.',
      details: { manager: step.manager, name: step.name, wanted: step.to, found },
    },
  );
}

export function broken({ manager, name, to }: InstallStep, why: string): Error {
  return installerError('INSTALL_BROKEN', `${name} ${to ?? ''} (${manager}) cannot be used: ${why}.`, {
    hint: 'Pin another version of it, or run its command by hand to see what it lacks.',
    details: { manager, name, version: to },
  });
}

async function probeInside(path: string, { context }: ProofRequest, session: Session): Promise<ProbeAnswer> {
  const { fs, layout, probeTimeoutMs: timeoutMs } = session;
  const file = layout.installation(path);
  let inside: string;
  try {
    inside = relative(fs.realpathSync(layout.root), fs.realpathSync(file)).split(sep).join('/');
  } catch (error) {
    return { started: false, why: `its file cannot be found (${systemErrorCode(error)})` };
  }
  if (!isInnerPath(inside)) return { started: false, why: "it leads out of the tools' directory" };
  return probeCommand({ file, context, timeoutMs });
}

function mainCommand(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The commands whose file is below the directory, by their path relative to it. */
function innerCommands({ commands }: InstalledPackage, directory: string): Readonly<Record<string, string>> {
  const inner = Object.entries(commands).flatMap(([name, path]) => {
    const inside = isAbsolute(path) ? relative(directory, path).split(sep).join('/') : '';
    return isSafeCommandName(name) && isInnerPath(inside) ? [[name, inside] as const] : [];
  });
  return Object.fromEntries(inner);
}

function record(
  { step, directory }: ProofRequest,
  commands: Readonly<Record<string, string>>,
  session: Session,
) {
  const { manager, name, to = '', integrity, published, tool, pinned } = step;
  return {
    manager,
    name,
    version: to,
    integrity: integrity ?? published ?? [],
    directory,
    commands,
    ...(tool !== undefined && { tool }),
    ...(pinned !== undefined && { pinned }),
    installedAt: session.now(),
  };
}
