import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pruneAuditOf, readAuditOf, rotateAuditOf, servicePaths, verifyAuditOf } from '../src/index.js';
import { openServices } from './support/services.js';
import { useTestHome } from './support/testHome.js';

const machine = useTestHome();
const event = (message: string) => ({ type: 'env_change' as const, message, details: {} });

describe('rotateAuditOf and pruneAuditOf', () => {
  it('sets the log aside without a break in the chain, and removes only what is old enough', async () => {
    const settings = machine.settings();
    const { audit } = openServices(settings);
    await audit(event('first'));
    await rotateAuditOf(settings);
    await audit(event('second'));
    const messages = () => readAuditOf(settings).records.map(({ message }) => message);
    expect(messages()).toEqual(expect.arrayContaining(['first', 'second']));
    expect(verifyAuditOf(settings).ok).toBe(true);
    const folder = dirname(servicePaths(settings).auditLog);
    const files = readdirSync(folder);
    await pruneAuditOf(settings, { before: new Date(0), dryRun: false });
    await pruneAuditOf(settings, { before: new Date(Date.now() + 60_000), dryRun: true });
    expect(readdirSync(folder)).toEqual(files);
    await pruneAuditOf(settings, { before: new Date(Date.now() + 60_000), dryRun: false });
    expect(messages()).not.toContain('first');
    expect(messages()).toContain('second');
    expect(verifyAuditOf(settings).ok).toBe(true);
    expect(existsSync(servicePaths(settings).auditLog)).toBe(true);
  });
});
