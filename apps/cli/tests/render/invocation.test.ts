import type { CapabilityResult } from '@aim/registry';
import { describe, expect, it } from 'vitest';
import { colorsFor } from '../../src/colors.js';
import { renderInvocation } from '../../src/render/invocation.js';

const style = { colors: await colorsFor(false), columns: 80 };
const result: CapabilityResult = {
  success: true,
  message: 'done',
  content: null,
  capability: 'editing',
  tool: 'one',
};

describe('renderInvocation', () => {
  it('names the tool that succeeded', () => {
    expect(renderInvocation(result, style)).toBe('✓ one: done');
  });

  it('gives the message of a failure', () => {
    expect(renderInvocation({ ...result, success: false, message: 'All failed' }, style)).toBe(
      '✗ All failed',
    );
  });

  it('lists files and findings, a rule only where there is one', () => {
    const found = { file: 'a.py', line: 1, column: 2, severity: 'warning', message: 'm', rule: '' };
    const content = { files_modified: ['a'], files_created: [], issues: [found, { ...found, rule: 'R1' }] };
    expect(renderInvocation({ ...result, content }, style)).toBe(
      '✓ one: done\n  changed: a\n  a.py:1:2 warning m\n  a.py:1:2 warning m (R1)',
    );
  });

  it('shows control characters of an adapter as text', () => {
    expect(renderInvocation({ ...result, message: '\u001b[2Jgone\nover' }, style)).not.toMatch(/\u001b/);
  });

  it('passes over findings that are none', () => {
    const content = { issues: ['text', null, 3, {}], files_modified: 'text' };
    expect(renderInvocation({ ...result, content }, style)).toBe('✓ one: done');
  });
});
