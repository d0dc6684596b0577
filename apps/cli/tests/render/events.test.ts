import type { AuditRecord } from '@aim/audit';
import { describe, expect, it } from 'vitest';
import { colorsFor } from '../../src/colors.js';
import { renderEvents } from '../../src/render/events.js';

const colors = await colorsFor(false);
const event = {
  timestamp: '2026-01-02T03:04:05.678Z',
  event_type: 'error',
  severity: 'warning',
  message: 'a\u001b[2J\nb',
};

describe('renderEvents', () => {
  it('shows time, kind and message, one event a line, control characters as text', async () => {
    const text = await renderEvents([event as AuditRecord], { colors, columns: 100 });
    expect(text.split('\n')[1]).toBe('2026-01-02 03:04:05  error  warning   a\\x1b[2J\\nb');
  });

  it('says when there are none', async () => {
    expect(await renderEvents([], { colors, columns: 80 })).toBe('No events.');
  });
});
