import { describe, expect, it } from 'vitest';
import { eventLine } from '../../src/watch/eventLine.js';

const asIs = (text: string): string => text;
const colors = { bold: asIs, dim: asIs, red: asIs, green: asIs, yellow: asIs };
const line = (event: unknown, verbose = false): string | undefined =>
  eventLine(event as Parameters<typeof eventLine>[0], verbose, colors);

describe('eventLine', () => {
  it('tells what happened on one line, names made safe', () => {
    expect(line({ type: 'ready', mode: 'poll', roots: ['/a', '/b'], caches: 1 })).toBe(
      'Watching 2 folders, by looking at intervals; 1 cache there',
    );
    expect(line({ type: 'notice', code: 'ROOT_MISSING', message: 'Gone.', hint: 'Make it.' })).toBe(
      'notice: Gone. Make it.',
    );
    expect(line({ type: 'cache_kept', path: '/a\n', reason: 'ai_state' })).toBe(
      'kept /a\\n: may hold a login, a history or settings',
    );
    expect(line({ type: 'failed', path: '/a', code: 'EACCES' })).toBe('failed /a (EACCES)');
  });

  it('names what was there before only for a close look', () => {
    const cache = { path: '/c', size_bytes: 2048, placement: 'misplaced' };
    expect(line({ type: 'cache_found', cache, initial: true })).toBeUndefined();
    expect(line({ type: 'cache_found', cache, initial: true }, true)).toBe('cache /c (2.0 KiB, misplaced)');
    expect(line({ type: 'cache_found', cache, initial: false })).toBe('cache /c (2.0 KiB, misplaced)');
  });

  it('tells of a configuration file that is gone', () => {
    const change = { path: '/c', kind: 'removed', valid: null, problems: [] };
    expect(line({ type: 'config_changed', change })).toBe('configuration /c: removed');
  });
});
