import { anyoneCanChange } from './anyoneCanChange.js';
import { readTrustStore, trustStoreFile } from './TrustStore.js';
import type { LoadContext } from '../layers/LoadContext.js';
import { realPath } from '../layers/fileAt.js';
import { trustDigest, type TrustSubject } from './trustDigest.js';

/** `path`: listed in `AIM_TRUSTED_CONFIG_PATHS`; `digest`: trusted with exactly this content. */
export type Trust = 'path' | 'digest' | undefined;

/** Whether the user has vouched for a file. A list of trusted files that is damaged, or that
 * any user can change, vouches for nothing. */
export function judgeTrust(subject: TrustSubject, context: LoadContext): Trust {
  if (isListed(subject.file, context)) return 'path';
  try {
    const list = trustStoreFile(context.stateDir, context.platform);
    if (anyoneCanChange(list, context)) return undefined;
    const store = readTrustStore(list, context.fs);
    const trusted = store.get(subject.file);
    return trusted !== undefined && trusted === trustDigest(subject, context.fs) ? 'digest' : undefined;
  } catch {
    return undefined;
  }
}

/** Relative entries do not count: they would vouch for whatever the working folder happens to be. */
function isListed(file: string, { env, path, fs }: LoadContext): boolean {
  const entries = (env.AIM_TRUSTED_CONFIG_PATHS ?? '').split(path.delimiter);
  return entries
    .filter((entry) => path.isAbsolute(entry))
    .map((entry) => realPath(path.normalize(entry), fs))
    .some((entry) => file === entry || file.startsWith(entry.endsWith(path.sep) ? entry : entry + path.sep));
}
