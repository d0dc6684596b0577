import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { atomicWrite, createMasker, systemErrorCode, type Masker } from '@aim/core';
import type { NxFinishedContext, NxTaskResult } from './nxContext.js';

/**
 * Masks secrets in the outputs that Nx keeps of its tasks, and tells which tasks had printed one. What went to the
 * terminal, to files of the task's own or to a remote cache is out of reach here.
 */
export function maskTaskOutputs(
  { workspaceRoot, nxJsonConfiguration }: NxFinishedContext,
  tasks: readonly NxTaskResult[],
  secrets: readonly string[],
): readonly string[] {
  const masker = createMasker(secrets);
  const cache = resolve(
    workspaceRoot,
    process.env.NX_CACHE_DIRECTORY || (nxJsonConfiguration.cacheDirectory ?? join('.nx', 'cache')),
  );
  return tasks.flatMap(({ task: { id, hash } }) => {
    if (!hash) return [];
    const kept = [join(cache, 'terminalOutputs', hash), join(cache, hash, 'terminalOutput')];
    return kept.filter((file) => maskFile(file, masker)).length > 0 ? [id] : [];
  });
}

function maskFile(file: string, masker: Masker): boolean {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error))) return false;
    throw error;
  }
  const masked = masker.maskText(text);
  if (masked === text) return false;
  atomicWrite(file, masked, { mode: 0o644, durable: false });
  return true;
}
