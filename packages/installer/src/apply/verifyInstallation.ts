import type { Generation, GenerationPackage } from '../store/Generation.js';
import { currentGeneration } from '../store/readGenerations.js';
import { inspectPackages, type Inspection } from './inspectPackages.js';
import type { InstallEffects } from './InstallEffects.js';
import { asAimError } from './asAimError.js';
import { openSession, type Session } from './Session.js';
import { systemVersions } from './systemPackages.js';

export interface Verification {
  /** Absent before the first installation. */
  readonly generation?: number;
  readonly packages: readonly Inspection[];
}

/** What a verification needs of an installation's effects. */
export type VerifyEffects = Omit<InstallEffects, 'audit' | 'onEvent' | 'rollback' | 'lockWaitMs'>;

/**
 * Looks at every package of the current generation: whether it is there, whether its command starts, and whether it
 * is still what was installed. Changes nothing.
 *
 * @throws AimError INSTALL_GENERATION_BROKEN, INSTALL_STORE_FAILED
 */
export async function verifyInstallation(effects: VerifyEffects): Promise<Verification> {
  const session = openSession({ ...effects, audit: async () => undefined });
  const generation: Generation | undefined = currentGeneration(effects.toolsRoot, session);
  if (generation === undefined) return { packages: [] };
  const { packages } = generation;
  const stored = await inspectPackages(
    packages.filter(({ system }) => !system),
    session,
  );
  const system = await inspectSystem(
    packages.filter((item) => item.system),
    session,
  );
  return { generation: generation.number, packages: [...stored, ...system] };
}

async function inspectSystem(
  packages: readonly GenerationPackage[],
  session: Session,
): Promise<readonly Inspection[]> {
  const ids = [...new Set(packages.map(({ manager }) => manager))];
  const inspected = ids.map(async (id): Promise<readonly Inspection[]> => {
    const own = packages.filter(({ manager }) => manager === id);
    try {
      const held = await systemVersions(id, session.effects.context, session);
      return own.map((item) => systemInspection(item, held(item.name), session));
    } catch (error) {
      const why = asAimError(error, session.effects.toolsRoot).message;
      return own.map(({ manager, name, version }) => ({ manager, name, version, status: 'broken', why }));
    }
  });
  return (await Promise.all(inspected)).flat();
}

function systemInspection(item: GenerationPackage, held: string | undefined, session: Session): Inspection {
  const { manager, name, version } = item;
  if (held === undefined)
    return { manager, name, version, status: 'missing', why: `${manager} does not hold it` };
  if (session.isSame(manager, held, version)) return { manager, name, version, status: 'ok' };
  return { manager, name, version, status: 'changed', why: `${manager} holds ${held}` };
}
