import { describe, expect, it } from 'vitest';
import { countFindings } from '../src/countFindings.js';

describe('what a checking tool has found', () => {
  it.each([
    [null, 0],
    [{ stdout: 'error_count: 3' }, 0],
    [{ error_count: 0, warning_count: 4 }, 0],
    [{ error_count: 2, issue_count: 5 }, 2],
    [{ error_count: 'many' }, 0],
    [{ formatted: true, files_unformatted: [] }, 0],
    [{ formatted: false, files_unformatted: [] }, 1],
    [{ formatted: false, files_unformatted: ['a.js', 'b.js'] }, 2],
  ])('of %j are %i', (content, count) => {
    expect(countFindings(content)).toBe(count);
  });
});
