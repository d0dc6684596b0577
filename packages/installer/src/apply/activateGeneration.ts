import { installerError } from '../errors.js';
import type { RollbackPlan } from '../plan/planRollback.js';
import { currentGeneration, readGeneration } from '../store/readGenerations.js';
import { readPointer } from '../store/currentPointer.js';
import type { Generation } from '../store/Generation.js';
import type { InstallEffects } from './InstallEffects.js';
import { packageResult, type InstallResult } from './InstallResult.js';
import { inspectPackages } from './inspectPackages.js';
import { keepJournal } from './journalKeeper.js';
import { checkBase, prepareJournal } from './prepareJournal.js';
import { runJournal } from './runJournal.js';
import { openSession, type Session } from './Session.js';
import { withTools } from './withTools.js';

/**
 * Returns to an earlier generation: its content becomes a new one, after every package in it was found in the store
 * and started; packages of system managers are brought back. As safe against failures and crashes as an installation.
 *
 * @throws AimError INSTALL_GENERATION_INCOMPLETE, INSTALL_GENERATION_BROKEN, and what `applyInstall` throws
 */
export async function activateGeneration(
  plan: RollbackPlan,
  effects: InstallEffects,
): Promise<InstallResult> {
  const session = openSession(effects);
  if (plan.steps.length === 0) {
    return { status: 'nothing_to_do', generation: plan.base, packages: [], notes: [] };
  }
  return withTools(session, async () => {
    const current = currentOrDamaged(effects.toolsRoot, session);
    checkBase(plan.base, current);
    const target = readGeneration(session.layout, plan.target, session.fs);
    await checkComplete(target, session);
    const preparation = {
      kind: 'rollback',
      current,
      packages: target.packages,
      origin: target.number,
    } as const;
    // Every failure takes everything back: half of an earlier environment is none.
    const strict = openSession({ ...effects, rollback: true });
    const systemSteps = plan.steps.filter(({ source }) => source === 'system');
    const journal = await prepareJournal(preparation, { steps: systemSteps, groups: [] }, strict);
    const keeper = keepJournal(journal, strict);
    keeper.update({});
    const result = await runJournal(keeper, strict);
    const status = result.status === 'done' ? 'done' : 'rolled_back';
    const pointed = plan.steps
      .filter(({ source }) => source !== 'system')
      .map((step) => packageResult(step, status));
    return { ...result, packages: [...pointed, ...result.packages] };
  });
}

/** A damaged record must not keep anybody from leaving it behind. */
function currentOrDamaged(toolsRoot: string, session: Session): Generation | undefined {
  try {
    return currentGeneration(toolsRoot, session);
  } catch {
    const number = readPointer(session);
    return number === undefined ? undefined : { format: 1, number, createdAt: session.now(), packages: [] };
  }
}

async function checkComplete(target: Generation, session: Session): Promise<void> {
  const inspected = await inspectPackages(
    target.packages.filter(({ system }) => !system),
    session,
  );
  const bad = inspected.filter(({ status }) => status === 'missing' || status === 'broken');
  if (bad.length === 0) return;
  const list = bad.map(({ name, version, why }) => `${name} ${version} (${why ?? 'gone'})`).join('; ');
  throw installerError(
    'INSTALL_GENERATION_INCOMPLETE',
    `Generation ${target.number} cannot be returned to: ${list}.`,
    {
      hint: 'Choose another generation, or install these versions anew.',
      details: { generation: target.number, packages: bad.map(({ manager, name }) => ({ manager, name })) },
    },
  );
}
