import { displayText } from '@aim/core';
import type { AimStatus } from '@aim/runtime';
import { marks, type Marks } from '../operations/marks.js';
import type { TextStyle } from '../result.js';

/** One line for each part, and what to do about what is amiss. */
export function renderStatus(status: AimStatus, verbose: boolean, style: TextStyle): string {
  const say = marks(style);
  return [
    ...toolLines(status, verbose, style),
    vaultLine(status, say),
    driftLine(status, say),
    healthLine(status, say),
    auditLine(status, say),
    ...interruptedLines(status, say),
  ].join('\n');
}

function toolLines({ tools }: AimStatus, verbose: boolean, style: TextStyle): string[] {
  const { done, mind } = marks(style);
  const installed = tools.filter((tool) => tool.installed);
  const lines = (verbose ? tools : installed).map(({ tool, version, installed: there }) => {
    const about = there ? (version ?? 'version unknown') : 'not installed';
    return `    ${displayText(tool)} ${style.colors.dim(displayText(about))}`;
  });
  const summary = `Tools: ${installed.length} of ${tools.length} installed`;
  return [installed.length > 0 ? done(summary) : mind(summary), ...lines];
}

function vaultLine({ vault }: AimStatus, { done, mind, failed }: Marks): string {
  const { exists, protector, secret_count, problem } = vault;
  if (problem) return failed(`Vault: ${problem.message}`);
  if (!exists && secret_count > 0) return failed(`Vault: ${vault.path} is gone`);
  if (!exists) return mind("Vault: none yet ('aim setup' makes it)");
  return done(`Vault: ${secret_count} secret(s), protected by ${protector ?? 'nothing'}`);
}

function driftLine({ drift: found }: AimStatus, { done, mind, failed }: Marks): string {
  const { total, ok, drift, missing, packages, problem } = found;
  if (problem) return failed(`Drift: ${problem.message}`);
  if (total === 0) return done('Drift: no package is configured');
  if (drift + missing === 0) return done(`Drift: none (${ok} of ${total} as pinned or locked)`);
  return mind(`Drift: ${drift} drifted, ${missing} missing of ${total} (${packages.join(', ')})`);
}

function healthLine({ health }: AimStatus, { done, mind, failed }: Marks): string {
  if (health === null) return mind("Health: never checked ('aim health check')");
  const { overall_status, pass, warn, fail } = health;
  const names = health.failed.length > 0 ? `: ${health.failed.join(', ')}` : '';
  const counts = `${pass} passed, ${warn} warning(s), ${fail} failed${names}`;
  const mark = { healthy: done, unhealthy: failed }[overall_status] ?? mind;
  return mark(`Health: ${overall_status} on ${minuteOf(health.timestamp)} (${counts})`);
}

function auditLine({ audit }: AimStatus, { done, mind, failed }: Marks): string {
  const { enabled, intact, records, older_records, problem } = audit;
  if (!intact) return failed(`Audit: ${problem?.message ?? 'the log does not match its chain'}`);
  const older = `${older_records} record(s) of the older systems, which have no chain`;
  if (!enabled) return mind(`Audit: switched off (${older_records > 0 ? older : `${records} record(s)`})`);
  return done(`Audit: ${older_records > 0 ? older : `intact, ${records} record(s)`}`);
}

function interruptedLines({ interrupted }: AimStatus, { failed }: Marks): string[] {
  return interrupted.map(({ started_at }) => {
    const since = started_at === null ? '' : ` of ${minuteOf(started_at)}`;
    return failed(`Interrupted: an installation${since} ('aim setup --resume' or '--rollback')`);
  });
}

function minuteOf(timestamp: string): string {
  return `${timestamp.slice(0, 16).replace('T', ' ')} UTC`;
}
