import { printableJson } from '@aim/core';
import { openAudit, type SettingsWatchEvent } from '@aim/runtime';
import { Command } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { WatchCommand } from './WatchCommand.js';

export class WatchRun extends WatchCommand {
  static override paths = [['watch', 'run']];
  static override usage = Command.Usage({
    category: 'Watch',
    description: 'Watch for changed configuration and new caches until stopped',
    details:
      'Configuration files that change are validated and recorded. New caches in environment.watchRoots are reported, or moved with --enforce. Ends with Ctrl-C. With --json each event is one document on a line of its own (JSON Lines), since there is no end to wait for.',
    examples: [
      ['Report', 'aim watch run'],
      ['Keep caches together', 'aim watch run --enforce'],
    ],
  });

  async run(): Promise<CommandResult> {
    const settings = this.watchSettings();
    const { eventLine, watchRunOf } = await import('../../watch/run.js');
    const { colorsFor } = await import('../../colors.js');
    const { signal, out } = this.terminal;
    const colors = await colorsFor(false);
    const tell = (event: SettingsWatchEvent): void => {
      const line = this.json ? printableJson(JSON.stringify(event)) : eventLine(event, this.verbose, colors);
      if (line !== undefined) out.write(`${line}\n`);
    };
    const watcher = await watchRunOf(settings, {
      audit: openAudit(settings).append,
      enforce: this.enforces(settings),
      signal,
      onEvent: tell,
    });
    await aborted(signal);
    await watcher.close();
    return { json: {}, jsonText: () => ['{"type":"stopped"}'], text: () => 'Stopped' };
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
