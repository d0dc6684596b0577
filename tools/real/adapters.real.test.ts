import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadAdapter } from '../../adapters/src/index.js';
import type { Adapter, AdapterResult } from '../../packages/core/src/index.js';
import { createRunner } from '../../packages/exec/src/index.js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { startLoopbackModel } from '../testing/loopbackModel.mjs';
import { installTools } from './installTools.mjs';
import { editedPath, keyNames, loopbackSettings } from './loopbackSettings.mjs';

const editors = ['aider', 'claude-cli', 'codex', 'gemini'] as const;
const pythonTools = ['ruff', 'pylint', 'pytest'] as const;
const key = 'sk-canary-5b1f0e';
const before = 'console.log("old");\n';
const after = 'console.log("new");\nconsole.log("größer");\n';
const skipped: Record<string, string> = {
  jules: "its work happens on Google's service, which a loopback server cannot stand in for",
};
let tools: Awaited<ReturnType<typeof installTools>>;

beforeAll(async () => {
  tools = await installTools([...editors, ...pythonTools]);
  Object.assign(skipped, tools.skipped);
});

afterAll(() => {
  tools.remove();
  for (const [id, why] of Object.entries(skipped)) process.stdout.write(`skipped ${id}: ${why}\n`);
});

function tempDir(): string {
  const path = mkdtempSync(join(tmpdir(), 'aim-real-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

function executableOf(id: string, { skip }: TestContext): string {
  const path = tools.executables[id];
  return path ?? skip(skipped[id]);
}

interface Call {
  readonly id: string;
  readonly executable: string;
  readonly capability: string;
  readonly payload: Record<string, unknown>;
  readonly cwd: string;
  readonly env?: Record<string, string>;
}

async function ask({ id, executable, capability, payload, cwd, env = {} }: Call): Promise<AdapterResult> {
  const adapter = (await loadAdapter(id)) as Adapter;
  return adapter.invoke(
    { capability, payload, tool: id, timeout_ms: 120_000, max_retries: 0, contract: 'AIM_PLUS_V1' },
    {
      run: createRunner(),
      executable,
      cwd,
      env: { PATH: process.env.PATH ?? '', HOME: cwd, ...env },
      mask: [key],
    },
  );
}

type Script = Parameters<typeof startLoopbackModel>[0];

interface Generation {
  readonly id: (typeof editors)[number];
  readonly executable: string;
  readonly scriptFor: (cwd: string) => Script;
  /** Whether the folder's own settings may count. Gemini CLI edits in no other. */
  readonly trust?: boolean;
}

async function generate({ id, executable, scriptFor, trust = id === 'gemini' }: Generation) {
  const cwd = tempDir();
  writeFileSync(join(cwd, 'hello.js'), before);
  const model = await startLoopbackModel(scriptFor(cwd));
  onTestFinished(() => model.close());
  const result = await ask({
    id,
    executable,
    capability: 'code_generation',
    payload: { prompt: '-make "it" new:\n größer', files: ['hello.js'], trust_project: trust },
    cwd,
    env: {
      ...loopbackSettings(id, { url: model.url, home: tempDir() }),
      TMPDIR: tempDir(),
      [keyNames[id]]: key,
    },
  });
  return { result, cwd, requests: model.requests, text: () => readFileSync(join(cwd, 'hello.js'), 'utf8') };
}

/** Settings by which each tool would create the file `ran` if it took the project's word for it. */
function plantSettings(cwd: string): Script {
  const touch = { command: 'touch', args: [join(cwd, 'ran')] };
  const hook = [{ matcher: '*', hooks: [{ type: 'command', command: `touch ${join(cwd, 'ran')}` }] }];
  const plant = (file: string, value: object | string): void => {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), typeof value === 'string' ? value : JSON.stringify(value));
  };
  plant('.claude/settings.json', { hooks: { PreToolUse: hook, SessionStart: hook, Stop: hook } });
  plant('.mcp.json', { mcpServers: { planted: touch } });
  plant('.codex/config.toml', `notify = ["touch", "${join(cwd, 'ran')}"]\n`);
  plant('.gemini/settings.json', { mcpServers: { planted: touch } });
  plant('.aider.conf.yml', `lint: true\nlint-cmd: touch ${join(cwd, 'ran')}\n`);
  return { reply: 'Nothing to do.' };
}

describe.each(editors)('%s', (id) => {
  it('edits the file as its model says, with the key it was given', async (context) => {
    const executable = executableOf(id, context);
    const run = await generate({
      id,
      executable,
      scriptFor: (cwd) => ({
        edit: { path: editedPath(id, { cwd, file: 'hello.js' }), content: after },
      }),
    });
    expect(run.result).toMatchObject({
      success: true,
      content: {
        files_modified: ['hello.js'],
        files_created: [],
        lines_added: 2,
        lines_removed: 1,
        exit_code: 0,
      },
    });
    expect(run.text()).toBe(after);
    expect(readdirSync(run.cwd)).toEqual(['hello.js']);
    const posts = run.requests.filter(({ method }) => method === 'POST');
    expect(posts.length).toBeGreaterThan(0);
    for (const { headers } of posts) {
      expect([headers.authorization, headers['x-api-key'], headers['x-goog-api-key']].join(' ')).toContain(
        key,
      );
    }
    expect(JSON.stringify(posts[0]?.body)).toContain(JSON.stringify('-make "it" new:\n größer').slice(1, -1));
    expect(JSON.stringify(run.result)).not.toContain(key);
  });

  it('runs nothing the project itself brings along', async (context) => {
    const executable = executableOf(id, context);
    const run = await generate({ id, executable, scriptFor: plantSettings, trust: false });
    expect(existsSync(join(run.cwd, 'ran'))).toBe(false);
    const refused = id === 'aider' || id === 'gemini';
    expect(run.result.content?.error_reason).toBe(refused ? 'refused_by_policy' : undefined);
  });

  it.for([
    [401, 'Incorrect API key provided', 'auth'],
    [400, 'prompt is too long: 300000 tokens > 200000 maximum', 'context_too_long'],
  ] as const)('types a refusal with status %d', async ([status, message, reason], context) => {
    const executable = executableOf(id, context);
    const run = await generate({ id, executable, scriptFor: () => ({ fail: { status, message } }) });
    expect(run.result).toMatchObject({ success: false, content: { error_reason: reason } });
    expect(run.text()).toBe(before);
  });
});

describe('Python tools', () => {
  it.for(['ruff', 'pylint'] as const)('%s gives what it found as a result', async (id, context) => {
    const executable = executableOf(id, context);
    const cwd = tempDir();
    writeFileSync(join(cwd, '-a.py'), '"""Doc."""\nimport os\n');
    // The file's name is none for a module, which pylint says too.
    writeFileSync(join(cwd, 'pyproject.toml'), '[tool.pylint.main]\ndisable = ["invalid-name"]\n');
    const result = await ask({ id, executable, capability: 'linting', payload: { files: ['-a.py'] }, cwd });
    expect(result).toMatchObject({ success: true, content: { issue_count: 1 } });
    expect(result.content).toMatchObject({ issues: [{ line: 2, message: expect.stringMatching(/os/) }] });
  });

  it('ruff formats, and names what is not formatted', async (context) => {
    const executable = executableOf('ruff', context);
    const cwd = tempDir();
    writeFileSync(join(cwd, 'a.py'), 'x  =  1\n');
    const call = { id: 'ruff', executable, capability: 'formatting', cwd };
    const check = await ask({ ...call, payload: { files: ['a.py'], check: true } });
    expect(check).toMatchObject({
      success: true,
      content: { formatted: false, files_unformatted: ['a.py'] },
    });
    const write = await ask({ ...call, payload: { files: ['a.py'] } });
    expect(write).toMatchObject({ success: true, content: { files_modified: ['a.py'] } });
    expect(readFileSync(join(cwd, 'a.py'), 'utf8')).toBe('x = 1\n');
  });

  it('pytest tells passed from failed', async (context) => {
    const executable = executableOf('pytest', context);
    const cwd = tempDir();
    writeFileSync(join(cwd, 'test_a.py'), 'def test_a(): pass\n\ndef test_b():\n    assert 1 == 2\n');
    const call = { id: 'pytest', executable, capability: 'testing', cwd };
    const all = await ask({ ...call, payload: {} });
    expect(all).toMatchObject({ success: false, content: { passed: 1, failed: 1, errors: 0 } });
    expect(all.content).toMatchObject({ failures: [{ test: 'test_a.py::test_b', kind: 'failed' }] });
    const one = await ask({ ...call, payload: { files: ['test_a.py::test_a'] } });
    expect(one).toMatchObject({ success: true, content: { passed: 1 } });
  });
});
