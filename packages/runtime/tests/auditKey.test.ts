import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditKey, existingAuditKey } from '../src/auditKey.js';

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
    expect(() => auditKey(path)).toThrow(
      expect.objectContaining({ code: 'AUDIT_KEY_UNUSABLE', exitCode: 7 }),
    );
    expect(readFileSync(path, 'utf8')).toBe('not a key\n');
  });

  it.skipIf(process.platform === 'win32')('takes no key through a symbolic link', () => {
    const theirs = join(folder, 'theirs');
    writeFileSync(theirs, '0'.repeat(64));
    symlinkSync(theirs, join(folder, 'key'));
    expect(() => existingAuditKey(join(folder, 'key'))).toThrow(
      expect.objectContaining({ code: 'AUDIT_KEY_UNUSABLE' }),
    );
  });

  it('leaves nothing but the key behind', () => {
    auditKey(join(folder, 'audit.key'));
    expect(readdirSync(folder)).toEqual(['audit.key']);
  });

  it.each(['data', 'data/deep/deeper'])('names the folder %s when a file stands in its place', (name) => {
    writeFileSync(join(folder, 'data'), '');
    const path = join(folder, name, 'audit.key');
    expect(() => auditKey(path)).toThrow(
      expect.objectContaining({
        code: 'AUDIT_KEY_UNUSABLE',
        exitCode: 7,
        message: `The audit key ${path} cannot be used: it cannot be created`,
        hint: expect.stringContaining(`Make ${join(folder, name)} a folder`),
      }),
    );
  });

  it('is the same for all processes that make it together', async () => {
    const outfile = join(folder, 'program.mjs');
    await build({
      stdin: {
        contents: `import { auditKey } from '../src/auditKey.js';
process.stdin.resume().once('end', () => process.stdout.write(Buffer.from(auditKey(process.argv[2])).toString('hex')));`,
        resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      conditions: ['@aim/source'],
      logLevel: 'silent',
    });
    const run = promisify(execFile);
    const pending = Array.from({ length: 6 }, () =>
      run(process.execPath, [outfile, join(folder, 'data', 'audit.key')], { env: {} }),
    );
    for (const { child } of pending) child.stdin?.end();
    const keys = (await Promise.all(pending)).map(({ stdout }) => stdout);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(keys).size).toBe(1);
    expect(readdirSync(join(folder, 'data'))).toEqual(['audit.key']);
  });

  it('names what stands in the way of reading the key', () => {
    const path = join(folder, 'audit.key');
    mkdirSync(path);
    expect(() => auditKey(path)).toThrow(
      expect.objectContaining({
        code: 'AUDIT_KEY_UNUSABLE',
        message: expect.stringContaining(path),
        hint: expect.any(String),
      }),
    );
  });
});

describe('existingAuditKey', () => {
  it('gives the key that is there', () => {
    const path = join(folder, 'audit.key');
    const key = auditKey(path);
    expect(existingAuditKey(path)).toEqual(key);
  });

  it('makes none where there is none', () => {
    const path = join(folder, 'audit.key');
    expect(() => existingAuditKey(path)).toThrow(
      expect.objectContaining({ code: 'AUDIT_KEY_UNUSABLE', exitCode: 7 }),
    );
    expect(existsSync(path)).toBe(false);
  });
});
