import { describe, expect, it } from 'vitest';
import { colorsFor } from '../../src/colors.js';
import { renderFacts } from '../../src/render/facts.js';

const style = { colors: await colorsFor(false), columns: 80 };

describe('renderFacts', () => {
  it('aligns names and leaves out what is not known', () => {
    const facts = { a: 'text', longer: 3, list: ['x', 1], map: { y: 2 }, none: null, absent: undefined };
    expect(renderFacts(facts, style)).toBe('a       text\nlonger  3\nlist    x, 1\nmap     {"y":2}');
  });

  it('is empty for nothing', () => {
    expect(renderFacts({}, style)).toBe('');
  });
});
