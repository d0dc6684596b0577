import { AimError } from '@aim/core';
import { existsSync } from 'node:fs';
import type { ProtectorKind } from './protectors/protector.js';
import { readVault } from './readVault.js';
import { createSession, readMetadata, recordedProtector, type VaultSession } from './vaultSession.js';

/** For health checks. */
export interface VaultStatus {
  readonly exists: boolean;
  readonly path: string;
  readonly protector: ProtectorKind | null;
  readonly secret_count: number;
  /** `null` when unlocking was not tried. */
  readonly unlocked: boolean | null;
  readonly rolledBack: boolean;
  readonly problem: { readonly code: string; readonly message: string; readonly hint?: string } | null;
}

/**
 * Looks at the vault without ever prompting. A key file is always tried; the keychain only with `unlock`, and then
 * within its deadline; a passphrase never, unless this session has unlocked the vault already.
 */
export async function vaultStatus(session: VaultSession, unlock: boolean): Promise<VaultStatus> {
  const { context } = session;
  const { paths } = context;
  const blank = {
    exists: existsSync(paths.vault),
    path: paths.vault,
    protector: null,
    secret_count: 0,
    unlocked: null,
    rolledBack: false,
    problem: null,
  };
  let known: VaultStatus = blank;
  try {
    const metadata = readMetadata(context);
    const protector = recordedProtector(context, metadata) ?? null;
    const secret_count = [...metadata.secrets.values()].filter(
      (entry) => entry.updated_at !== undefined,
    ).length;
    known = { ...blank, protector, secret_count };
    const vanished = !blank.exists && (metadata.record?.generation ?? 0) > 0;
    if (!mayTry(session, protector, unlock) && !vanished) return known;
    known = { ...known, unlocked: false };
    const { opened } = await readVault(quiet(session));
    if (opened === undefined) return { ...known, unlocked: null };
    const { document, rolledBack } = opened;
    return { ...known, secret_count: document.secrets.size, unlocked: true, rolledBack };
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    const { code, message, hint } = error;
    return { ...known, problem: { code, message, ...(hint !== undefined && { hint }) } };
  }
}

function mayTry(session: VaultSession, protector: ProtectorKind | null, unlock: boolean): boolean {
  if (session.identities !== undefined || protector === 'file') return true;
  return protector === 'keychain' && unlock;
}

/** The same vault and unlocked key, without the means to prompt or announce. */
function quiet({ context, identities }: VaultSession): VaultSession {
  const session = createSession({ ...context, passphrase: undefined, notice: () => undefined });
  session.identities = identities;
  return session;
}
