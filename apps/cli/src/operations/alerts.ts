import { displayText, exitCodes } from '@aim/core';
import { openAudit, testAlerts, watchForAlerts, type Settings } from '@aim/runtime';
import type { CommandResult } from '../result.js';
import { marks } from './marks.js';

/** A test alert to every channel that is set up. */
export async function testChannels(settings: Settings): Promise<CommandResult> {
  const channels = await testAlerts(settings, { audit: openAudit(settings).append });
  const ok = channels.every((channel) => channel.ok);
  return {
    json: { ok, channels },
    text: (style) => {
      const { done, failed } = marks(style);
      return channels
        .map(({ channel, ok: sent, reason }) =>
          sent ? done(`${channel}: sent`) : failed(`${channel}: ${reason ?? 'failed'}`),
        )
        .join('\n');
    },
    exitCode: ok ? exitCodes.ok : exitCodes.command,
  };
}

export interface AlertsRun {
  readonly signal: AbortSignal;
  readonly notice: (message: string) => void;
}

/** Watches until it is stopped. */
export async function runAlerts(settings: Settings, { signal, notice }: AlertsRun): Promise<CommandResult> {
  let alerts = 0;
  let failures = 0;
  const watcher = await watchForAlerts(settings, {
    audit: openAudit(settings).append,
    notice: (message) => notice(displayText(message)),
    onAlert: (record, outcomes) => {
      alerts += 1;
      const failed = outcomes.filter(({ ok }) => !ok);
      failures += failed.length;
      notice(displayText(`${record.TimeCreated} ${record.Accesses} ${record.ObjectName}`));
      for (const { channel, reason = 'failed' } of failed)
        notice(displayText(`warning: ${channel}: ${reason}`));
    },
  });
  notice(displayText(`Watching ${watcher.roots.join(', ')}`));
  // Nothing else keeps the process when every watch has ended.
  const alive = setInterval(() => undefined, 60_000);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  clearInterval(alive);
  await watcher.close();
  return {
    json: { roots: watcher.roots, alerts, failures },
    text: () => `Stopped after ${alerts} alert(s)`,
  };
}
