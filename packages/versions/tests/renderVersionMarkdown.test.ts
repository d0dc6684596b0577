import { describe, expect, it } from 'vitest';
import { renderVersionMarkdown, reportVersions } from '../src/index.js';

function rowFor(name: string): string {
  const report = reportVersions({ wanted: [{ manager: 'npm', name }], installed: [] });
  return renderVersionMarkdown(report).split('\n')[2] ?? '';
}

describe('renderVersionMarkdown', () => {
  it('gives a table and one line that sums it up', () => {
    const report = reportVersions({
      wanted: [
        { manager: 'npm', name: '@anthropic-ai/claude-code', tool: 'claude-cli', pin: '2.0.31' },
        { manager: 'npm', name: 'eslint' },
        { manager: 'npm', name: 'prettier' },
      ],
      installed: [
        { manager: 'npm', name: '@anthropic-ai/claude-code', version: '2.0.30' },
        { manager: 'npm', name: 'prettier', version: '3.4.2' },
      ],
    });
    expect(renderVersionMarkdown(report)).toBe(
      [
        '| Tool | Manager | Expected | Actual | Status |',
        '| --- | --- | --- | --- | --- |',
        '| `claude-cli` | `npm` | `2.0.31` | `2.0.30` | drift (older) |',
        '| `eslint` | `npm` | – | – | missing |',
        '| `prettier` | `npm` | – | `3.4.2` | unpinned |',
        '',
        '3 total: 1 ok (1 unpinned), 1 drift, 1 missing',
        '',
      ].join('\n'),
    );
  });

  it('keeps mentions and markup inside code', () => {
    expect(rowFor('@someone/*x*<b>')).toContain('| `@someone/*x*<b>` |');
  });

  it('keeps pipes, backticks, backslashes and line breaks in their cell', () => {
    for (const name of ['a|b', 'a\\|b', '`a`|', 'a\nb|', '```']) {
      const row = rowFor(name);
      expect(row.match(/\|/g)).toHaveLength(6);
      expect(row).not.toMatch(/[`\\\n]{2}/);
    }
    expect(rowFor('a|b`c')).toContain('<code>a&#124;b&#96;c</code>');
  });

  it('shows control characters and empty names', () => {
    expect(rowFor('a\u001b[31m')).toContain('&#92;x1b');
    expect(rowFor(' ')).toContain('| – | `npm` |');
  });
});
