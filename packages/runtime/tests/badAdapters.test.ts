import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { resultExitCode, type CapabilityResult } from '@aim/registry';
import { describe, expect, it } from 'vitest';
import { invokeWith } from '../src/invokeWith.js';
import type { Settings } from '../src/loadSettings.js';
import { verifyAuditOf } from '../src/verifyAuditOf.js';
import { done, failingAdapters, noted, notedNode } from './support/failingAdapters.js';
import { isAlive } from './support/isAlive.js';
import { notedPids } from './support/pidFile.js';
import { openServices, recordedEvents } from './support/services.js';
import { useTestHome } from './support/testHome.js';

describe.runIf(process.platform !== 'win32')('an adapter', () => {
  const machine = useTestHome();
  const pids = () => join(machine.path, 'pids');
  /** The fixture noted this many processes, and none of them is left. */
  const expectAllEnded = (count: number): void => {
    const found = existsSync(pids()) ? notedPids(pids()) : [];
    expect([found.length, found.filter(isAlive)]).toEqual([count, []]);
  };

  const settingsFor = (adapterScript: string, folders = '/usr/bin:/bin'): Settings => {
    machine.program('one');
    const one = {
      name: 'One',
      detectCommands: ['one'],
      capabilities: ['editing'],
      adapterScript,
      env: { PIDS: pids() },
    };
    const registry = { tools: { one }, capabilities: { editing: { primaryTool: 'one' } } };
    const env = { PATH: `${machine.bin}:${folders}`, OPENAI_API_KEY: 'a-value-to-be-masked' };
    return machine.settings({ config: { registry }, env });
  };
  const invoke = (settings: Settings, timeoutMs = 20_000): Promise<CapabilityResult> =>
    invokeWith(
      settings,
      { capability: 'editing', payload: { prompt: 'x' }, timeoutMs },
      openServices(settings),
    );
  const firstAttempt = (result: CapabilityResult) =>
    (result.content?.attempts as Readonly<Record<string, unknown>>[] | undefined)?.[0];

  const expectRecorded = (settings: Settings, success: boolean, reason: string | null): void => {
    expect(recordedEvents(settings)).toMatchObject([
      {
        event_type: 'tool_invoke',
        severity: success ? 'info' : 'warning',
        message: success ? 'one: editing succeeded' : `one: editing failed (${reason})`,
        details: { tool: 'one', capability: 'editing', success, reason },
      },
    ]);
    expect(verifyAuditOf(settings).ok).toBe(true);
  };

  it.each(failingAdapters)('that $title fails with $reason', async (bad) => {
    const { file, script, mode = 0o755, timeoutMs, reason, exitCode, says, processes } = bad;
    const path = machine.write(`adapter/${file}`, script, mode);
    const settings = settingsFor(path);
    const result = await invoke(settings, timeoutMs);
    expect(firstAttempt(result)).toMatchObject({
      tool: 'one',
      success: false,
      reason,
      message: expect.stringMatching(says),
    });
    expect(result).toMatchObject({ success: false, capability: 'editing', reason });
    expect(result.message).toMatch(/^All tools failed for capability 'editing': one: /);
    expect(result.hint).toMatch(/\w.*\.$/);
    expect(resultExitCode(result)).toBe(exitCode);
    expectRecorded(settings, false, reason);
    expectAllEnded(processes ?? 0);
  });

  it('that is missing fails with not_installed', async () => {
    const settings = settingsFor(join(machine.path, 'adapter/gone.mjs'));
    const result = await invoke(settings);
    expect(firstAttempt(result)).toMatchObject({
      reason: 'not_installed',
      message: expect.stringMatching(/Adapter script \S+gone\.mjs does not exist or cannot be read/),
    });
    expect([resultExitCode(result), typeof result.hint]).toEqual([3, 'string']);
    expectRecorded(settings, false, 'not_installed');
  });

  it('that needs PowerShell fails with not_installed on a machine without', async () => {
    const settings = settingsFor(machine.write('adapter/AIM_one.ps1', 'Write-Output 1'), '');
    const result = await invoke(settings);
    expect(result.message).toMatch(/AIM_one\.ps1 cannot be started: pwsh .* not in PATH/);
    expect([resultExitCode(result), typeof result.hint]).toEqual([3, 'string']);
    expectRecorded(settings, false, 'not_installed');
  });

  it('that lies where any user can replace it is refused', async () => {
    const path = machine.write('adapter/one.mjs', `console.log('${done}')`);
    chmodSync(join(machine.path, 'adapter'), 0o777);
    const settings = settingsFor(path);
    const result = await invoke(settings);
    expect(result).toMatchObject({ reason: 'refused_by_policy', message: expect.stringContaining(path) });
    expect(resultExitCode(result)).toBe(7);
    expectRecorded(settings, false, 'refused_by_policy');
  });

  it('that disappears between two invocations fails without harm to the next one', async () => {
    const path = machine.write('adapter/one.mjs', `console.log('${done}')`);
    const settings = settingsFor(path);
    expect((await invoke(settings)).success).toBe(true);
    rmSync(path);
    expect((await invoke(settings)).reason).toBe('not_installed');
    machine.write('adapter/one.mjs', `console.log('${done}')`);
    expect((await invoke(settings)).success).toBe(true);
  });

  it('that prints 200 MB is cut short, with bounded memory', async () => {
    const path = machine.write(
      'adapter/flood.mjs',
      `${notedNode}const part = 'x'.repeat(1 << 20); let left = 200;
const next = () => { if (left-- > 0) process.stdout.write(part, next); }; next();`,
    );
    const settings = settingsFor(path);
    const before = process.memoryUsage().rss;
    let most = before;
    const sampler = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
    const result = await invoke(settings, 60_000);
    clearInterval(sampler);
    expect(most - before).toBeLessThan(150 * 1024 * 1024);
    expect(firstAttempt(result)).toMatchObject({
      reason: 'contract',
      message: expect.stringMatching(/^Adapter 'flood\.mjs' of tool 'one' printed more than can be kept/),
    });
    expect(JSON.stringify(result).length).toBeLessThan(300_000);
    expect([resultExitCode(result), typeof result.hint]).toEqual([4, 'string']);
    expectRecorded(settings, false, 'contract');
    expectAllEnded(1);
  }, 90_000);

  it.each([
    {
      title: 'leaves a grandchild behind which holds its output',
      file: 'fork',
      script: `${noted}(sleep 600 & echo $! >>"$PIDS")\nprintf '%s' '${done}'`,
      processes: 2,
    },
    {
      title: 'leaves a daemon behind in a session of its own',
      file: 'daemon.mjs',
      script: `${notedNode}const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
appendFileSync(process.env.PIDS, child.pid + '\\n'); child.unref(); console.log('${done}');`,
      processes: 2,
    },
    {
      title: 'writes a byte order mark',
      file: 'bom.mjs',
      script: `${notedNode}process.stdout.write('\\uFEFF${done}\\r\\n');`,
      processes: 1,
    },
    {
      title: 'never reads its input',
      file: 'deaf',
      script: `${noted}exec 0<&-\nprintf '%s' '${done}'`,
      processes: 1,
    },
    {
      title: 'is noisy on its standard error',
      file: 'noisy.mjs',
      script: `${notedNode}for (let i = 0; i < 2000; i += 1) writeSync(2, 'warning '.repeat(500) + '\\n'); console.log('${done}');`,
      processes: 1,
    },
  ])('that $title still answers', async ({ file, script, processes }) => {
    const settings = settingsFor(machine.write(`adapter/${file}`, script, 0o755));
    const result = await invoke(settings);
    expect(result).toMatchObject({ success: true, message: 'done', tool: 'one' });
    expect(resultExitCode(result)).toBe(0);
    expectRecorded(settings, true, null);
    expectAllEnded(processes);
  });

  it('with bytes that are no UTF-8 inside its message is read with replacement characters', async () => {
    const script = `${noted}printf '{"success":true,"message":"\\377ok","content":null}'`;
    const settings = settingsFor(machine.write('adapter/latin', script, 0o755));
    expect(await invoke(settings)).toMatchObject({ success: true, message: '\uFFFDok' });
  });
});
