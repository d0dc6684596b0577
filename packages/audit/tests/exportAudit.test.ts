import { describe, expect, it } from 'vitest';
import { exportAudit, type AuditRecord } from '../src/index.js';

const record: AuditRecord = {
  event_type: 'tool_invoke',
  timestamp: '2026-01-01T00:00:00.000Z',
  severity: 'info',
  message: 'ran',
  details: { tool: 'aider' },
  user: 'ann',
  session_id: '0123abcd',
  seq: 1,
};

const row = (fields: Partial<AuditRecord>): string =>
  exportAudit([{ ...record, ...fields }], 'csv').split('\r\n')[1] ?? '';

describe('exportAudit', () => {
  it('writes one JSON array', () => {
    const text = exportAudit([record, record], 'json');
    expect(JSON.parse(text)).toEqual([record, record]);
    expect(text.endsWith(']\n')).toBe(true);
    expect(exportAudit([], 'json')).toBe('[]\n');
  });

  it('writes one JSON object a line', () => {
    const odd = { ...record, message: 'a\nb\u2028c\u009b' };
    const lines = exportAudit([odd, record], 'jsonl').split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.slice(0, 2).map((line) => JSON.parse(line) as unknown)).toEqual([odd, record]);
    expect(lines[0]).not.toMatch(/[\u2028\u009b]/);
  });

  it('writes CSV with a header', () => {
    expect(exportAudit([record], 'csv')).toBe(
      'timestamp,event_type,severity,message,user,session_id,seq,details\r\n' +
        '2026-01-01T00:00:00.000Z,tool_invoke,info,ran,ann,0123abcd,1,"{""tool"":""aider""}"\r\n',
    );
    const { seq: _, ...unchained } = record;
    expect(exportAudit([unchained], 'csv')).toContain(',0123abcd,,');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '  =1', '＝1'])(
    'keeps a spreadsheet from running %j',
    (message) => {
      expect(row({ message })).toContain(`,'${message},`);
    },
  );

  it('quotes commas and quotation marks, and shows line breaks and controls', () => {
    expect(row({ message: 'a,"b"\r\nc\u001b' })).toContain(',"a,""b""\\r\\nc\\x1b",');
    expect(row({ message: '\t=1' })).toContain(',\\t=1,');
  });
});
