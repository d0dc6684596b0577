import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { processStat } from '../src/processStat.js';

const fields = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 424242 20 21';

describe('processStat', () => {
  it.each(['node', 'a b', 'evil) S 1 (x', ')'])('reads what follows the command name %j', (name) => {
    expect(processStat(`123 (${name}) S ${fields}`)).toEqual({
      ended: false,
      parent: 1,
      group: 2,
      session: 3,
      terminal: 4,
      foreground: 5,
      started: 424242,
    });
  });

  it.each(['Z', 'X'])('knows by %s that a process has ended', (state) => {
    expect(processStat(`123 (node) ${state} ${fields}`).ended).toBe(true);
  });

  it('makes nothing up of a line that is too short', () => {
    expect(processStat('123 (node) S 1')).toMatchObject({ parent: 1, group: NaN, started: NaN });
  });

  it.skipIf(process.platform !== 'linux')('reads what the system says of this process', () => {
    const text = readFileSync('/proc/self/stat', 'latin1');
    expect(processStat(text)).toMatchObject({ ended: false, parent: process.ppid });
  });
});
