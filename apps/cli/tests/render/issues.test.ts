import type { ConfigIssue } from '@aim/config';
import { describe, expect, it } from 'vitest';
import { colorsFor } from '../../src/colors.js';
import { renderIssues } from '../../src/render/issues.js';

const style = { colors: await colorsFor(false), columns: 80 };
const issue: ConfigIssue = {
  severity: 'error',
  topic: 'value',
  file: '/a.json',
  line: 3,
  column: 5,
  pointer: '/audit/enabled',
  message: 'Expected true or false.',
};

describe('renderIssues', () => {
  it('places each problem and gives its hint', () => {
    const warning: ConfigIssue = { ...issue, severity: 'warning', pointer: '', hint: 'Write true.' };
    expect(renderIssues([issue, warning], style)).toBe(
      [
        'error /a.json:3:5 /audit/enabled: Expected true or false.',
        'warning /a.json:3:5: Expected true or false.',
        '    → Write true.',
        '',
        '2 problem(s)',
      ].join('\n'),
    );
  });

  it('says when there are none', () => {
    expect(renderIssues([], style)).toBe('✓ The configuration is valid.');
  });

  it('shows control characters of a file as text', () => {
    expect(renderIssues([{ ...issue, pointer: '/\u001b[2J' }], style)).toContain('/\\x1b[2J: ');
  });
});
