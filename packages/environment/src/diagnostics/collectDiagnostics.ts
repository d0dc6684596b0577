import { createMasker, type Masker } from '@aim/core';
import { createNameTest } from './createNameTest.js';
import type { DiagnosticsBundle, DiagnosticsDocument } from './DiagnosticsBundle.js';
import type { DiagnosticsEffects, DiagnosticsInput } from './DiagnosticsInput.js';
import { readLogTail } from './readLogTail.js';
import { redactText } from './redactText.js';
import { redactValue, type Redaction } from './redactValue.js';
import { serializeMasked } from './serializeMasked.js';
import { systemFacts } from './systemFacts.js';

const maxEntries = 100;
const sampleEntries = 5;

/**
 * Makes the bundle of `diag`. Reads the log files; writes nothing. What has a sensitive name is left out, and every
 * known secret value is masked in every encoding: in each text, and once more in the finished document.
 *
 * @throws AimError DIAGNOSTICS_UNSAFE
 */
export function collectDiagnostics(
  input: DiagnosticsInput,
  given?: Partial<DiagnosticsEffects>,
): DiagnosticsBundle {
  const facts = systemFacts(given);
  const masker = createMasker(input.secrets);
  const redaction = createRedaction(input, masker);
  const collected = new Date(facts.now()).toISOString();
  const document: DiagnosticsDocument = {
    Meta: { Collected: collected, Version: input.version },
    System: systemSection(facts, collected),
    Environment: sorted(facts.env),
    Health: input.health,
    Config: input.config,
    Logs: readLogs(input, masker),
    Audit: {
      LastEntries: Math.min(input.auditEntries.length, maxEntries),
      Sample: input.auditEntries.slice(0, sampleEntries),
    },
  };
  // The sections' own names are not data, and one of them would pass for sensitive otherwise.
  const sections = Object.entries(document).map(([name, section]: [string, unknown]) => [
    name,
    redactValue(section, redaction),
  ]);
  return {
    fileName: `diagnostics-${stamp(collected)}.json`,
    text: serializeMasked(Object.fromEntries(sections), masker),
  };
}

function createRedaction({ redaction }: DiagnosticsInput, masker: Masker): Redaction {
  if (!redaction.enabled) return { isSensitive: () => false, text: (text) => masker.maskText(text) };
  const isSensitive = createNameTest(redaction.sensitivePatterns);
  return { isSensitive, text: (text) => redactText(masker.maskText(text), isSensitive) };
}

function systemSection(facts: DiagnosticsEffects, timestamp: string): DiagnosticsDocument['System'] {
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return {
    Hostname: facts.hostname,
    Username: facts.username,
    OS: facts.os,
    Platform: facts.platform,
    NodeVersion: facts.nodeVersion,
    PowerShellVersion: null,
    Culture: locale,
    TimeZone: timeZone,
    Timestamp: timestamp,
  };
}

function readLogs({ logFiles, secrets }: DiagnosticsInput, masker: Masker): Record<string, string | null> {
  // A character becomes at most three bytes, and a byte at most six characters in JSON that is quoted in JSON.
  const longestForm = 18 * Math.max(0, ...secrets.map((secret) => secret.length)) + 64;
  const tails = logFiles.map((path) => [path, readLogTail(path, { masker, longestForm }) ?? null] as const);
  return Object.fromEntries(tails);
}

function sorted(env: DiagnosticsEffects['env']): Record<string, string> {
  const set = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(set.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function stamp(iso: string): string {
  return iso.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
}
