import { existsSync, readFileSync } from 'node:fs';
import { createRunner } from '@aim/exec';
import { describe, expect, it } from 'vitest';
import type { CapabilityResult } from '../src/capabilityResult.js';
import { invokeCapability } from '../src/invokeCapability.js';
import { fakeEffects, tool } from './support/samples.js';
import { useTempDir } from './support/tempDir.js';

const canary = 'canary-secret-0815';
const ok = `{"success":true,"message":"done","content":null}`;

function isAlive(pid: number): boolean {
  try {
    // A process that has ended but was not waited for is dead too.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a misbehaving adapter', () => {
  const dir = useTempDir();

  const invoke = async (
    name: string,
    source: string,
    timeoutMs = 15_000,
    signal?: AbortSignal,
  ): Promise<CapabilityResult> => {
    const script = dir.write(name, source, 0o755);
    const executable = dir.write('bin/one', '#!/bin/sh\n', 0o755);
    const registry = {
      tools: { one: tool('one', { detectCommands: [executable], adapterScript: script }) },
      capabilities: { editing: { primaryTool: 'one' } },
    };
    const { effects } = fakeEffects(registry, [], {
      run: createRunner(),
      cwd: dir.path,
      environmentFor: () =>
        Promise.resolve({
          env: { PATH: process.env.PATH ?? '', KEY: canary, OUT: dir.path },
          mask: [canary],
        }),
      ...(signal && { signal }),
    });
    const { platform: _, isExecutable: __, env: ___, ...real } = effects;
    return invokeCapability({ capability: 'editing', payload: { prompt: 'x' }, timeoutMs }, real);
  };

  const first = (result: CapabilityResult) =>
    (result.content?.attempts as Record<string, unknown>[] | undefined)?.[0];

  it('that prints garbage is a contract failure naming the script, the tool and what it printed', async () => {
    const result = await invoke('bad.mjs', `console.log('Segmentation \\x1b[31mfoo ' + process.env.KEY)`);
    expect(first(result)).toMatchObject({
      reason: 'contract',
      message: "Adapter 'bad.mjs' of tool 'one' printed text that is not JSON: Segmentation \\x1b[31mfoo ***",
      content: { stderr: '' },
    });
    expect(JSON.stringify(result)).not.toContain(canary);
  });

  it('that prints nothing and exits with 0 is a contract failure', async () => {
    expect(first(await invoke('silent', '#!/bin/sh\nexit 0\n'))).toMatchObject({
      reason: 'contract',
      message: "Adapter 'silent' of tool 'one' printed nothing",
    });
  });

  it('that prints 50 MB is cut short and reported', async () => {
    const result = await invoke(
      'flood.mjs',
      `const part = 'x'.repeat(1 << 20); let left = 50;
const next = () => { if (left-- > 0) process.stdout.write(part, next); }; next();`,
    );
    expect(first(result)).toMatchObject({
      reason: 'contract',
      message: expect.stringContaining('more than can be kept'),
    });
    expect(JSON.stringify(result).length).toBeLessThan(300_000);
  });

  it('that hangs is ended, with everything it started, at the limit', async () => {
    const result = await invoke(
      'hang',
      `#!/bin/sh
(trap '' TERM; sleep 600) &
echo $! >"$OUT/child"
if command -v setsid >/dev/null; then setsid sleep 600 & echo $! >"$OUT/escaped"; fi
trap '' TERM
while :; do sleep 600; done
`,
      1_000,
    );
    expect(first(result)).toMatchObject({ reason: 'timeout', message: 'Adapter timed out after 1s' });
    for (const name of ['child', 'escaped'].filter((each) => existsSync(`${dir.path}/${each}`))) {
      expect(isAlive(Number(readFileSync(`${dir.path}/${name}`, 'utf8')))).toBe(false);
    }
  });

  it('that leaves a child behind which holds its output still answers, and the child is ended', async () => {
    const result = await invoke(
      'fork',
      `#!/bin/sh\nsleep 600 &\necho $! >"$OUT/child"\nprintf '%s' '${ok}'\n`,
    );
    expect(result).toMatchObject({ success: true, message: 'done', tool: 'one' });
    expect(isAlive(Number(readFileSync(`${dir.path}/child`, 'utf8')))).toBe(false);
  });

  it('that claims success with a failing exit code fails with its own message', async () => {
    const result = await invoke('liar', `#!/bin/sh\nprintf '%s' '${ok}'\nexit 3\n`);
    expect(first(result)).toMatchObject({
      success: false,
      reason: 'tool_error',
      message: 'done',
      content: { exit_code: 3 },
    });
  });

  it('that prints invalid UTF-8 inside its JSON is read with replacement characters', async () => {
    const result = await invoke(
      'latin',
      `#!/bin/sh\nprintf '{"success":true,"message":"\\377ok","content":null}'\n`,
    );
    expect(result).toMatchObject({ success: true, message: '\uFFFDok' });
  });

  it('that begins with a byte order mark is understood', async () => {
    expect(await invoke('bom.mjs', `process.stdout.write('\\uFEFF${ok}\\r\\n')`)).toMatchObject({
      success: true,
    });
  });

  it('that never reads its input is still judged by what it does', async () => {
    expect(await invoke('deaf', `#!/bin/sh\nexec 0<&-\nprintf '%s' '${ok}'\n`)).toMatchObject({
      success: true,
    });
  });

  it('that a signal ends has crashed', async () => {
    expect(first(await invoke('crash', '#!/bin/sh\nkill -SEGV $$\n'))).toMatchObject({
      reason: 'crashed',
      message: expect.stringContaining('Adapter was ended by SIGSEGV'),
    });
  });

  it('that cannot be started names its file', async () => {
    expect(first(await invoke('nobody', '#!/nowhere/interpreter\n'))).toMatchObject({
      success: false,
      message: expect.stringContaining("'nobody'"),
    });
  });

  it('that leaks its key through JSON escapes of its own does not get it out', async () => {
    const escaped = Array.from(canary)
      .map((letter) => `\\\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('');
    const result = await invoke(
      'leak.mjs',
      `process.stdout.write('{"success":true,"message":"${escaped}","content":null}')`,
    );
    expect(result).toMatchObject({ success: true, message: '***' });
  });

  it('is ended when the caller gives up', async () => {
    const controller = new AbortController();
    const pending = invoke('wait', `#!/bin/sh\necho $$ >"$OUT/pid"\nsleep 600\n`, 60_000, controller.signal);
    while (!existsSync(`${dir.path}/pid`)) await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    expect(await pending).toMatchObject({ reason: 'cancelled' });
    const pid = Number(readFileSync(`${dir.path}/pid`, 'utf8'));
    expect(pid === 0 || !isAlive(pid)).toBe(true);
  });
});
