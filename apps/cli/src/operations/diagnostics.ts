import { resolve } from 'node:path';
import { displayText, type AuditSink } from '@aim/core';
import { writeDiagnostics } from '@aim/environment';
import { diagnosticsOf, servicePaths, type Settings } from '@aim/runtime';
import type { Vault } from '@aim/secrets';
import type { CommandResult } from '../result.js';
import { aimVersion } from '../version.js';
import { count, marks } from './marks.js';

export interface DiagnosticsOptions {
  readonly vault: Vault;
  readonly audit: AuditSink;
  readonly directory: string | undefined;
  readonly signal: AbortSignal;
  readonly notice: (message: string) => void;
}

/** Writes a bundle that can be given away. */
export async function writeBundle(
  settings: Settings,
  { vault, audit, directory, signal, notice }: DiagnosticsOptions,
): Promise<CommandResult> {
  const { bundle, masked, tooShort, locked } = await diagnosticsOf(settings, {
    version: aimVersion,
    vault,
    audit,
    signal,
  });
  if (locked) {
    notice(
      displayText(
        `warning: the vault does not open (${locked.message}): secrets are left out by name only, so look through the bundle before you give it away`,
      ),
    );
  }
  if (tooShort > 0) {
    notice(
      `warning: ${count(tooShort, 'secret')} of less than four characters cannot be told from other text`,
    );
  }
  const folder = directory === undefined ? servicePaths(settings).reports : resolve(settings.cwd, directory);
  const file = writeDiagnostics(bundle, folder, { platform: settings.platform });
  return {
    json: { file, masked_secrets: masked, too_short: tooShort, vault_locked: locked !== undefined },
    text: (style) => {
      const { done, detail } = marks(style);
      return [done(`Wrote ${file}`), detail(`Looked for ${count(masked, 'stored secret')}`)].join('\n');
    },
  };
}
