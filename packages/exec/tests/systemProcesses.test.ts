import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { linuxProcesses } from '../src/systemProcesses.js';
import { useTempDir } from './support/tempDir.js';

const tempDir = useTempDir();

describe.skipIf(process.platform !== 'linux')('linuxProcesses', () => {
  it('lists this process and knows its parent', () => {
    expect(linuxProcesses.list()).toContain(process.pid);
    expect(linuxProcesses.place(process.pid)).toMatchObject({ parent: process.ppid, ended: false });
  });

  it("reads a program's environment and place whatever its name is", async () => {
    const file = tempDir().file('a) Z 1 2 (b', '#!/bin/sh\necho ready\nread line\n', 0o755);
    const child = spawn(file, [], { env: { CANARY: 'yes' }, stdio: ['pipe', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    const pid = child.pid ?? 0;
    expect(linuxProcesses.environment(pid)?.toString()).toContain('CANARY=yes');
    expect(linuxProcesses.place(pid)).toMatchObject({ parent: process.pid, ended: false });
    const { session, started } = linuxProcesses.place(process.pid) ?? {};
    expect(linuxProcesses.place(pid)?.session).toBe(session);
    expect(linuxProcesses.place(pid)?.started).toBeGreaterThanOrEqual(started ?? NaN);
    child.stdin.end('\n');
    await once(child, 'exit');
  });

  it('counts what was started, and knows the newest', async () => {
    const before = linuxProcesses.started() ?? NaN;
    const child = spawn('/bin/true', []);
    await once(child, 'exit');
    expect(linuxProcesses.started()).toBeGreaterThan(before);
    expect(linuxProcesses.newest()).toBeGreaterThan(0);
  });

  it('knows nothing of a process that is not there', () => {
    expect(linuxProcesses.environment(2_000_000_000)).toBeUndefined();
    expect(linuxProcesses.place(2_000_000_000)).toBeUndefined();
  });
});
