import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whileInPlace } from '../src/whileInPlace.js';
import { tempDir } from './support/tempDir.js';

const rotate = (path: string, seq: number): void =>
  writeFileSync(path.replace('.jsonl', `-${seq}.jsonl`), '');
const newLog = (): string => join(tempDir(), 'audit.jsonl');

describe('whileInPlace', () => {
  it('begins a reading anew that a rotation cut through, whatever came of it', () => {
    const path = newLog();
    let reads = 0;
    const read = (): string => {
      reads += 1;
      if (reads <= 2) rotate(path, reads);
      if (reads === 2) throw new Error('half of it');
      return `reading ${reads}`;
    };
    expect(whileInPlace(path, read)).toBe('reading 3');
  });

  it('gives the last reading of a log that is never left in place, and the failure of one that is', () => {
    const path = newLog();
    let reads = 0;
    const busy = (): number => {
      rotate(path, (reads += 1));
      return reads;
    };
    expect(whileInPlace(path, busy)).toBe(20);
    const fail = (): never => {
      throw new Error('unreadable');
    };
    expect(() => whileInPlace(path, fail)).toThrow('unreadable');
  });
});
