import { describe, expect, it } from 'vitest';
import { renderFixResult, renderUndo } from '../../src/scan/renderFix.js';

const asIs = (text: string): string => text;
const style = { colors: { bold: asIs, dim: asIs, red: asIs, green: asIs, yellow: asIs }, columns: 80 };

describe('renderFixResult', () => {
  it('names what failed and where an original is, and at most so many lines', () => {
    const items = Array.from({ length: 50 }, (_, index) => ({
      path: `/x\n${index}`,
      outcome: 'failed' as const,
      code: 'EIO',
    }));
    const result = {
      run: 'r',
      method: 'reflink',
      done: 0,
      skipped: 1,
      failed: 50,
      bytes: 0,
      items,
      aborted: false,
    } as const;
    const kept = { path: '/k', outcome: 'skipped', reason: 'changed', kept_at: '/k.old' } as const;
    const text = renderFixResult(
      { ...result, items: [kept, ...items] },
      { verbose: false, quarantine: '/q' },
      style,
    );
    expect(text).toMatch(
      /^left alone {2}\/k: changed since the scan; the original is at \/k\.old\nfailed {2}\/x\\n0 \(EIO\)\n/,
    );
    expect(text).toContain('and 11 more lines (--verbose shows all)');
    expect(text).toMatch(/0 paths cloned, 0 B; 1 left alone, 50 failed$/);
  });
});

describe('renderUndo', () => {
  it('names what could not be restored', () => {
    const items = [
      { path: '/a', outcome: 'failed', code: 'EROFS' },
      { path: '/b', outcome: 'restored' },
    ] as const;
    const result = {
      run: 'r',
      method: 'hardlink',
      restored: 1,
      untouched: 0,
      changed: 0,
      failed: 1,
      items,
    } as const;
    expect(renderUndo(result, false)).toMatch(/^failed {2}\/a \(EROFS\)\nUndone r: 1 path restored/);
    expect(renderUndo(result, true)).toContain('restored  /b');
  });
});
