import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditKey } from '../src/auditKey.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aim-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('auditKey', () => {
  it('makes a key once, readable by its owner only, and returns the same one again', () => {
    const path = join(folder, 'data', 'audit.key');
    const key = auditKey(path);
    expect(key).toHaveLength(32);
    expect(auditKey(path)).toEqual(key);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('refuses a damaged key without replacing it', () => {
    const path = join(folder, 'audit.key');
    writeFileSync(path, 'not a key\n');
    expect(() => auditKey(path)).toThrow(expect.objectContaining({ code: 'AUDIT_KEY_UNUSABLE', exitCode: 7 }));
    expect(readFileSync(path, 'utf8')).toBe('not a key\n');
  });
});
