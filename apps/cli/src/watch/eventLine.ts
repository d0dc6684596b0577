import { displayText } from '@aim/core';
import type { SettingsWatchEvent } from '@aim/runtime';
import type { Colors } from '../colors.js';
import { formatBytes } from '../render/bytes.js';
import { countOf } from '../render/count.js';
import { reasonText } from '../scan/reasons.js';
import { changeLines } from './changeLines.js';

const ways = {
  inotify: '',
  parcel: '',
  fs: ", with Node's own watcher",
  poll: ', by looking at intervals',
} as const;

/** What a watch tells, for a person; undefined for what only a close look needs. */
export function eventLine(event: SettingsWatchEvent, verbose: boolean, colors: Colors): string | undefined {
  switch (event.type) {
    case 'ready': {
      const { roots, caches, mode } = event;
      return `Watching ${countOf(roots.length, 'folder')}${ways[mode]}; ${countOf(caches, 'cache')} there`;
    }
    case 'notice':
      return displayText(`notice: ${event.message} ${event.hint}`);
    case 'config_changed':
      return changeLines(event.change, colors).join('\n');
    case 'cache_found': {
      const { path, size_bytes, placement } = event.cache;
      if (event.initial && !verbose) return undefined;
      return displayText(`cache ${path} (${formatBytes(size_bytes)}, ${placement})`);
    }
    case 'cache_centralised':
      return displayText(`moved ${event.path} → ${event.target} (aim scan undo ${event.run})`);
    case 'cache_kept':
      return displayText(`kept ${event.path}: ${reasonText(event.reason)}`);
    default:
      return displayText(`failed ${event.path} (${event.code})`);
  }
}
