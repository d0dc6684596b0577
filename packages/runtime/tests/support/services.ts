import { readFileSync } from 'node:fs';
import type { AuditSink } from '@aim/core';
import type { Vault } from '@aim/secrets';
import type { Settings } from '../../src/loadSettings.js';
import { openAudit } from '../../src/openAudit.js';
import { openVaultOf } from '../../src/openVaultOf.js';
import { servicePaths } from '../../src/servicePaths.js';

export interface Services {
  readonly audit: AuditSink;
  readonly vault: Vault;
  /** The same vault, recording elsewhere. */
  readonly openVault: (audit: AuditSink) => Vault;
  readonly signal: AbortSignal;
  readonly notices: string[];
}

/** The real services of these settings, with nobody there to ask for a passphrase. */
export function openServices(settings: Settings): Services {
  const notices: string[] = [];
  const audit = openAudit(settings).append;
  const openVault = (sink: AuditSink): Vault =>
    openVaultOf(settings, {
      audit: sink,
      passphrase: () => Promise.reject(new Error('nobody can be asked')),
      notice: (message) => notices.push(message),
    });
  const vault = openVault(audit);
  return { audit, vault, openVault, notices, signal: new AbortController().signal };
}

export interface RecordedEvent {
  readonly event_type: string;
  readonly severity: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What the audit log holds, oldest first. */
export function recordedEvents(settings: Settings): readonly RecordedEvent[] {
  let text: string;
  try {
    text = readFileSync(servicePaths(settings).auditLog, 'utf8');
  } catch {
    return [];
  }
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedEvent);
}
