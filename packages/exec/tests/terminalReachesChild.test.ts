import { describe, expect, it } from 'vitest';
import { terminalReachesChild } from '../src/terminalReachesChild.js';

const stat = (rest: string) => ({
  readStat: () => `42 (no) de) S 1 ${rest} 4194304 7`,
  isTerminal: () => false,
});

describe('terminalReachesChild', () => {
  it("is true in the terminal's foreground group", () => {
    expect(terminalReachesChild('linux', stat('42 40 34816 42'))).toBe(true);
  });

  it('is false in the background', () => {
    expect(terminalReachesChild('linux', stat('42 40 34816 77'))).toBe(false);
  });

  it('is false without a terminal', () => {
    expect(terminalReachesChild('linux', stat('42 40 0 -1'))).toBe(false);
    expect(terminalReachesChild('linux', stat('0 0 0 0'))).toBe(false);
  });

  it('goes by standard input where the system does not tell', () => {
    const fail = () => {
      throw new Error('no /proc');
    };
    const isTerminal = (fd: number) => fd === 0;
    expect(terminalReachesChild('darwin', { isTerminal, readStat: fail })).toBe(true);
    expect(terminalReachesChild('linux', { isTerminal, readStat: fail })).toBe(true);
    expect(terminalReachesChild('darwin', { isTerminal: () => false })).toBe(false);
  });
});
