import { atomicWrite, withLock } from '@aim/core';
import { fileAt, realPath } from '../layers/fileAt.js';
import { findProjectConfig } from '../layers/findProjectConfig.js';
import { findRegistryDir } from '../layers/findRegistryDir.js';
import { loadContext, type LoadConfigOptions, type LoadContext } from '../layers/LoadContext.js';
import { readSource } from '../layers/SourceDocument.js';
import { configError } from '../errors.js';
import { judgeTrust } from './judgeTrust.js';
import { trustDigest, type TrustSubject } from './trustDigest.js';
import { formatTrustStore, readTrustStore, trustStoreFile } from './TrustStore.js';
import { trustSubject } from './trustSubject.js';

export interface TrustOptions extends LoadConfigOptions {
  /** The configuration file, or a registry folder; the project's file when absent. */
  readonly file?: string;
}

export interface TrustedConfig {
  /** Real path. */
  readonly file: string;
  /** SHA-256, in hex, of what was trusted. */
  readonly sha256: string;
}

/**
 * Records that the user vouches for a configuration file as it is now, with the programs of its project that it names.
 *
 * @throws AimError CONFIG_NOT_FOUND, CONFIG_TRUST_STORE, or as `parseConfigText` does for a file that is not valid.
 */
export async function trustConfig(options: TrustOptions = {}): Promise<TrustedConfig> {
  const context = loadContext(options);
  const subject = subjectOf(options, context);
  const sha256 = trustDigest(subject, context.fs);
  await changeStore(context, (store) => store.set(subject.file, sha256));
  return { file: subject.file, sha256 };
}

/**
 * Takes trust back. Returns false if there was none. The file need not exist any more.
 *
 * @throws AimError CONFIG_TRUST_STORE.
 */
export async function untrustConfig(options: TrustOptions = {}): Promise<boolean> {
  const context = loadContext(options);
  const file = realPath(targetFile(options, context), context.fs);
  let removed = false;
  await changeStore(context, (store) => {
    removed = store.delete(file);
  });
  return removed;
}

/**
 * Whether all settings of a configuration file count if it is met as a project's file.
 *
 * @throws AimError CONFIG_NOT_FOUND, or as `parseConfigText` does for a file that is not valid.
 */
export function isTrusted(options: TrustOptions = {}): boolean {
  const context = loadContext(options);
  return judgeTrust(subjectOf(options, context), context) !== undefined;
}

function subjectOf(options: TrustOptions, context: LoadContext): TrustSubject {
  const source = readSource('project', targetFile(options, context), context);
  return trustSubject(source, findRegistryDir(context)?.path, context);
}

function targetFile({ file }: TrustOptions, context: LoadContext): string {
  if (file === undefined) {
    const found = findProjectConfig(context);
    if (found !== undefined) return found;
    throw configError('CONFIG_NOT_FOUND', 'There is no project configuration here', {
      hint: 'Name the file to trust.',
    });
  }
  const { cwd, fs, path } = context;
  const target = path.resolve(cwd, file);
  return fileAt(target, fs) === 'folder' ? path.join(target, 'AIM_registry.json') : target;
}

async function changeStore(
  context: LoadContext,
  change: (store: Map<string, string>) => void,
): Promise<void> {
  const file = trustStoreFile(context.stateDir, context.platform);
  await withLock(`${file}.lock`, async () => {
    const store = new Map(readTrustStore(file, context.fs));
    change(store);
    atomicWrite(file, formatTrustStore(store), { mode: 0o600 });
  });
}
