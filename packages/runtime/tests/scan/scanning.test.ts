import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planFix } from '@aim/scanner';
import type { AuditEvent } from '@aim/core';
import { describe, expect, it } from 'vitest';
import {
  findCachesOf,
  findDuplicatesOf,
  findToolDuplicatesOf,
  fixFindings,
  scanRoots,
  undoFindings,
  writeScanReports,
} from '../../src/index.js';
import { shadowedToolsOf } from '../../src/scan/shadowedToolsOf.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();
const withScanner = (scanner: object, environment: object = {}): ReturnType<typeof machine.settings> =>
  machine.settings({ config: { environment: { ...environment, scanner } } });

describe('scanRoots', () => {
  it('are those named, else those configured, else the working folder', () => {
    expect(scanRoots(machine.settings())).toEqual([machine.work]);
    const settings = withScanner({ roots: ['/configured'] });
    expect(scanRoots(settings)).toEqual(['/configured']);
    expect(scanRoots(settings, ['named'])).toEqual([join(machine.work, 'named')]);
  });
});

describe('findDuplicatesOf', () => {
  it('compares files of the configured size, or of the one that is asked for', async () => {
    for (const name of ['a', 'b']) machine.write(`work/${name}`, 'x'.repeat(3000));
    const settings = withScanner({ minSizeKB: 3 });
    expect((await findDuplicatesOf(settings, {})).groups).toEqual([]);
    expect((await findDuplicatesOf(settings, { minSizeKB: 2 })).groups).toHaveLength(1);
    expect((await findDuplicatesOf(settings, { minSizeKB: 0 })).groups).toHaveLength(1);
  });
});

describe('findCachesOf', () => {
  it('takes the usual patterns where none are configured, and always looks for what AI tools left', async () => {
    machine.write('work/.prettier-cache/x', 'x');
    machine.write('work/.aider.chat.history.md', 'talk');
    const found = await findCachesOf(withScanner({ cachePatterns: [] }));
    expect(found.caches.map(({ pattern }) => pattern).toSorted()).toEqual(['.aider*', '.prettier-cache']);
    expect(found.ai_state).toMatchObject([{ tool: 'aider', parts: [{ holds: 'history' }] }]);
  });
});

describe('tools installed twice', () => {
  it('are asked for their versions by a scan, and only looked at by a check', async () => {
    const started = join(machine.path, 'started');
    const script = `#!/bin/sh\n: > '${started}'\necho sample 1.2.3\n`;
    for (const folder of ['one', 'two']) machine.write(`${folder}/sample`, script, 0o755);
    const settings = machine.settings({
      config: {
        registry: { tools: { sample: { name: 'S', detectCommands: ['sample'], capabilities: ['linting'] } } },
      },
      env: { PATH: ['one', 'two', 'bin'].map((folder) => join(machine.path, folder)).join(':') },
    });
    const copies = ['one', 'two'].map((folder) => ({
      path: join(machine.path, folder, 'sample'),
      version: null,
    }));
    expect(await shadowedToolsOf(settings)).toEqual([{ command: 'sample', copies }]);
    expect(existsSync(started)).toBe(false);
    const [tool] = await findToolDuplicatesOf(settings, new AbortController().signal);
    expect(tool).toMatchObject({
      runs: { version: '1.2.3' },
      others: [{ version: '1.2.3' }],
      versions_differ: false,
    });
    expect(existsSync(started)).toBe(true);
  });
});

describe('writeScanReports', () => {
  it('writes nothing where no folder is configured', async () => {
    const settings = machine.settings();
    const duplicates = await findDuplicatesOf(settings, {});
    expect(writeScanReports(settings, { duplicates })).toEqual([]);
  });

  it('writes both reports, and says so when it cannot', async () => {
    machine.write('file', 'in the way');
    const reportsDir = join(machine.path, 'reports');
    const settings = machine.settings({ config: { environment: { reportsDir } } });
    const [duplicates, caches] = [await findDuplicatesOf(settings, {}), await findCachesOf(settings)];
    const files = ['duplicates.json', 'misplaced.json'].map((name) => join(reportsDir, name));
    expect(writeScanReports(settings, { duplicates, caches }, new Date(0))).toEqual(files);
    for (const file of files)
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ time: '1970-01-01T00:00:00.000Z' });
    const blocked = machine.settings({
      config: { environment: { reportsDir: join(machine.path, 'file/x') } },
    });
    expect(() => writeScanReports(blocked, { caches })).toThrow(
      expect.objectContaining({ code: 'REPORT_NOT_WRITTEN' }),
    );
  });
});

describe('fixFindings', () => {
  it('does nothing that cannot be recorded', async () => {
    const cache = machine.write('work/__pycache__/m.pyc', 'x');
    const settings = machine.settings();
    const { caches } = await findCachesOf(settings);
    const plan = planFix(caches, { method: 'quarantine' });
    const audit = (): Promise<void> => Promise.reject(new Error('no log'));
    await expect(fixFindings(settings, plan, { audit })).rejects.toThrow('no log');
    await expect(undoFindings(settings, 'last', audit)).rejects.toThrow('no log');
    expect(existsSync(cache)).toBe(true);
  });

  it('records how it began and how it ended, without a name of a file', async () => {
    const cache = machine.write('work/__pycache__/m.pyc', 'x');
    const events: AuditEvent[] = [];
    const audit = async (event: AuditEvent): Promise<void> => void events.push(event);
    const settings = machine.settings();
    const { caches } = await findCachesOf(settings);
    const { run } = await fixFindings(settings, planFix(caches, { method: 'quarantine' }), { audit });
    expect(existsSync(cache)).toBe(false);
    await undoFindings(settings, run, audit);
    expect(existsSync(cache)).toBe(true);
    expect(events.map(({ type, message }) => `${type} ${message}`)).toEqual([
      'scan_fix Scan fix started: quarantine',
      'scan_fix Scan fix done: quarantine',
      'scan_fix Scan undo started',
      'scan_fix Scan undo done',
    ]);
    expect(JSON.stringify(events)).not.toContain('__pycache__');
  });
});
