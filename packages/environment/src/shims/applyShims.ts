import { displayText } from '@aim/core';
import { environmentError } from '../errors.js';
import { failureCode } from '../system/failureCode.js';
import { shimEffects, type ShimEffects } from './ShimEffects.js';
import { isGeneratedShim } from './shimMarker.js';
import type { ShimPlan } from './ShimPlan.js';

export interface ShimResult {
  readonly changed: boolean;
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Files of the user's that are in the way; they stay. */
  readonly blocked: readonly string[];
}

/**
 * Carries a plan of `planShims` or `planShimsClean` out. Each file is looked at again first, so that a file that the
 * user put there since the plan was made stays. A folder that ends up empty is removed.
 *
 * @throws AimError SHIM_WRITE_FAILED; the shims changed before it stay changed
 */
export function applyShims(
  plan: Pick<ShimPlan, 'directory' | 'write' | 'remove' | 'blocked'>,
  given?: Partial<ShimEffects>,
): ShimResult {
  const { files } = shimEffects(given);
  const written: string[] = [];
  const removed: string[] = [];
  const blocked = [...plan.blocked];
  for (const { path, text } of plan.write) {
    if (files.entry(path) !== undefined && !isGeneratedShim(path, files)) {
      blocked.push(path);
      continue;
    }
    attempt(path, () => files.write(path, text, { mode: 0o755, durable: false }));
    written.push(path);
  }
  for (const path of plan.remove) {
    if (!isGeneratedShim(path, files)) continue;
    attempt(path, () => files.remove(path));
    removed.push(path);
  }
  if (removed.length > 0) files.removeEmptyDirectory(plan.directory);
  return { changed: written.length + removed.length > 0, written, removed, blocked };
}

function attempt(path: string, change: () => void): void {
  try {
    change();
  } catch (cause) {
    const code = failureCode(cause);
    throw environmentError('SHIM_WRITE_FAILED', `Cannot change the shim ${displayText(path)}: ${code}.`, {
      hint: 'Make its folder writable for you, or set another one in environment.masterBin.path.',
      cause,
      details: { path, code },
    });
  }
}
