import { samePackage } from '../plan/packageKey.js';
import type { ManagerContext, ManagerId } from '../PackageManager.js';
import type { GenerationPackage } from '../store/Generation.js';
import { readMarker, type CommandProof } from '../store/installationMarker.js';
import { probeCommand } from './probeCommand.js';
import type { Session } from './Session.js';
import { createSlots } from './slots.js';

/** `changed`: it starts, but is not what was proven when it was installed. */
export type InspectionStatus = 'ok' | 'missing' | 'broken' | 'changed';

export interface Inspection {
  readonly manager: ManagerId;
  readonly name: string;
  readonly version: string;
  readonly status: InspectionStatus;
  /** What is wrong, for people to read. */
  readonly why?: string;
}

interface Finding {
  readonly status: InspectionStatus;
  readonly why?: string;
}

/** Commands that are started at once. */
const probesAtOnce = 4;

/** Looks at packages of the store as they are now, and starts each one's command. */
export async function inspectPackages(
  packages: readonly GenerationPackage[],
  session: Session,
): Promise<readonly Inspection[]> {
  const slots = createSlots(probesAtOnce);
  return Promise.all(
    packages.map((item) =>
      slots(async () => {
        const { manager, name, version } = item;
        return { manager, name, version, ...(await inspect(item, session)) };
      }),
    ),
  );
}

async function inspect(item: GenerationPackage, session: Session): Promise<Finding> {
  const { fs, layout } = session;
  const directory = layout.installation(item.directory ?? '');
  if (fs.statSync(directory, { throwIfNoEntry: false }) === undefined) {
    return { status: 'missing', why: 'its directory is gone' };
  }
  const proof = readMarker(directory, fs)?.find(({ package: proven }) => samePackage(proven, item))?.proof;
  if (proof === undefined) return { status: 'broken', why: 'its record in the store is gone or damaged' };
  const file = layout.installation(`${item.directory ?? ''}/${proof.path}`);
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return { status: 'missing', why: `its command ${proof.command} is gone` };
  return probeAgain({ file, size: stat.size, proof }, session);
}

async function probeAgain(
  { file, size, proof }: { readonly file: string; readonly size: number; readonly proof: CommandProof },
  session: Session,
): Promise<Finding> {
  const context: ManagerContext = session.effects.context;
  const { argument } = proof;
  const probe = await probeCommand({ file, context, timeoutMs: session.probeTimeoutMs, argument });
  if (!probe.started)
    return { status: 'broken', why: `its command ${proof.command} does not start: ${probe.why}` };
  if (size !== proof.size)
    return { status: 'changed', why: `the file of its command ${proof.command} has changed` };
  if (probe.argument === argument && probe.answer !== proof.answer) {
    return {
      status: 'changed',
      why: `its command says ${probe.answer ?? 'no version'} where it said ${proof.answer ?? 'none'}`,
    };
  }
  return { status: 'ok' };
}
