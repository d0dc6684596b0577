import { adapterContract, type AdapterContext, type AdapterRequest, type RunRequest } from '@aim/core';
import { createRunner, interpreterFor } from '@aim/exec';
import { describe, expect, it } from 'vitest';
import { createScriptAdapter } from '../src/scriptAdapter.js';
import { ran } from '../../../tools/testing/ran.mjs';
import { useTempDir } from './support/tempDir.js';

const request: AdapterRequest = {
  capability: 'editing',
  payload: { prompt: '--help "quoted"\nzweite Zeile ü 🙂', files: ['-a.py'] },
  tool: 'one',
  timeout_ms: 15_000,
  max_retries: 0,
  contract: adapterContract,
};

const echoes = {
  'echo.mjs': `let input = '';
process.stdin.setEncoding('utf8').on('data', (part) => { input += part; }).on('end', () => {
  console.log(JSON.stringify({ success: true, message: process.env.GREETING, content: { input: JSON.parse(input), cwd: process.cwd() } }));
});`,
  'echo.py': `import json, os, sys
data = json.loads(sys.stdin.buffer.read().decode('utf-8'))
sys.stdout.write(json.dumps({'success': True, 'message': os.environ['GREETING'], 'content': {'input': data, 'cwd': os.getcwd()}}))`,
  echo: `#!/bin/sh
printf '{"success":true,"message":"%s","content":{"cwd":"%s","input":' "$GREETING" "$(pwd)"
cat
printf '}}'`,
};

describe('createScriptAdapter', () => {
  const dir = useTempDir();

  const invoke = async (path: string, context: Partial<AdapterContext>) => {
    const interpreter = interpreterFor(path);
    if (interpreter.file === undefined) throw new Error(interpreter.reason);
    const adapter = createScriptAdapter({
      tool: 'one',
      path,
      interpreter,
      capabilities: ['editing'],
      secrets: [],
    });
    return adapter.invoke(request, {
      run: createRunner(),
      executable: '/bin/true',
      cwd: dir.path,
      env: { PATH: process.env.PATH ?? '', GREETING: 'hello' },
      mask: [],
      ...context,
    });
  };

  it.each(Object.entries(echoes))('speaks with a real %s over its standard streams', async (name, source) => {
    const result = await invoke(dir.write(name, source, 0o755), {});
    expect(result).toEqual({ success: true, message: 'hello', content: { input: request, cwd: dir.path } });
  });

  it('masks what a script prints of its environment', async () => {
    const path = dir.write('leak', '#!/bin/sh\nprintf "%s" "$GREETING" >&2\nexit 3\n', 0o755);
    const result = await invoke(path, {
      env: { PATH: '/bin:/usr/bin', GREETING: 'very-secret-value' },
      mask: ['very-secret-value'],
    });
    expect(result.message).toBe('Adapter exited with code 3: ***');
  });

  it('hands a PowerShell script to pwsh, its payload on standard input only', async () => {
    const seen: RunRequest[] = [];
    const interpreter = interpreterFor('/adapters/AIM_one.ps1', {
      env: { PATH: '/opt/pwsh' },
      platform: 'linux',
      isExecutable: (path) => path === '/opt/pwsh/pwsh',
    });
    if (interpreter.file === undefined) throw new Error(interpreter.reason);
    const options = {
      tool: 'one',
      path: '/adapters/AIM_one.ps1',
      interpreter,
      capabilities: [],
      secrets: [],
    };
    const { signal } = new AbortController();
    await createScriptAdapter(options).invoke(request, {
      run: (each) => {
        seen.push(each);
        return Promise.resolve(ran({ stdout: '{"success":true,"message":"","content":null}' }));
      },
      executable: '/usr/bin/one',
      cwd: '/work',
      env: { KEY: 'v' },
      mask: ['v'],
      signal,
    });
    expect(seen).toEqual([
      {
        file: '/opt/pwsh/pwsh',
        args: ['-NoProfile', '-NonInteractive', '-File', '/adapters/AIM_one.ps1'],
        cwd: '/work',
        env: { KEY: 'v' },
        stdin: JSON.stringify(request),
        timeoutMs: 15_000,
        mask: ['v'],
        signal,
      },
    ]);
  });
});
