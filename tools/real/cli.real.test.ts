import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startLoopbackModel } from '../testing/loopbackModel.mjs';
import { installTools } from './installTools.mjs';
import { editedPath, keyNames, loopbackSettings } from './loopbackSettings.mjs';
import { runAim } from './runAim.js';

const editors = ['aider', 'claude-cli', 'codex', 'gemini'] as const;
const key = 'sk-canary-7d2b41c9';
const before = 'console.log("old");\n';
const after = 'console.log("new");\n';
let tools: Awaited<ReturnType<typeof installTools>>;

beforeAll(async () => {
  tools = await installTools([...editors]);
});

afterAll(() => {
  tools.remove();
  for (const [id, why] of Object.entries(tools.skipped)) process.stdout.write(`skipped ${id}: ${why}\n`);
});

function tempDir(): string {
  const path = mkdtempSync(join(tmpdir(), 'aim-real-cli-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

/** A user's configuration in which one tool does code_generation, talking to the loopback model. */
function configure(id: (typeof editors)[number], { home, url }: { home: string; url: string }): void {
  // No configuration may choose a tool's home folder: it has that of the whole run.
  const { HOME: _, USERPROFILE: __, ...env } = loopbackSettings(id, { url, home });
  const folder = join(home, 'aim', 'config');
  mkdirSync(folder, { recursive: true });
  const config = {
    version: '1.0.0',
    registry: {
      tools: {
        [id]: { detectCommands: [tools.executables[id]], env },
      },
      capabilities: {
        code_generation: { primaryTool: id, fallbacks: [], max_retries: 0, timeout_ms: 150_000 },
      },
    },
    environment: {},
  };
  writeFileSync(join(folder, 'aim_config.json'), JSON.stringify(config));
}

function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (entry.isFile()) yield path;
  }
}

describe.each(editors)('aim invoke code_generation with the real %s', (id) => {
  it('edits the file with the key from the vault, which is nowhere else', async ({ skip }) => {
    if (tools.executables[id] === undefined) skip(tools.skipped[id]);
    const [home, cwd] = [tempDir(), tempDir()];
    writeFileSync(join(cwd, 'hello.js'), before);
    const model = await startLoopbackModel({
      edit: { path: editedPath(id, { cwd, file: 'hello.js' }), content: after },
    });
    onTestFinished(() => model.close());
    configure(id, { home, url: model.url });

    const stored = await runAim(['secrets', 'set', keyNames[id]], { home, cwd, input: key });
    expect(stored).toMatchObject({ exitCode: 0 });
    // Gemini CLI edits in no folder whose own settings may not count.
    const invoked = await runAim(
      [
        'invoke',
        'code_generation',
        '--prompt',
        '-make "it" new',
        '--file',
        'hello.js',
        ...(id === 'gemini' ? ['--trust-project'] : []),
        '--json',
      ],
      { home, cwd },
    );

    expect(JSON.parse(invoked.stdout)).toMatchObject({
      success: true,
      tool: id,
      content: { files_modified: ['hello.js'] },
    });
    expect(invoked.exitCode).toBe(0);
    expect(readFileSync(join(cwd, 'hello.js'), 'utf8')).toBe(after);
    expect(JSON.stringify(model.requests.map(({ headers }) => headers))).toContain(key);

    const verified = await runAim(['audit', 'verify', '--json'], { home, cwd });
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, problems: [] });
    const leaks = [join(home, 'aim'), join(home, 'tmp'), cwd]
      .flatMap((folder) => [...filesUnder(folder)])
      .filter((file) => readFileSync(file).includes(key));
    expect(leaks).toEqual([]);
    expect(stored.stdout + stored.stderr + invoked.stdout + invoked.stderr).not.toContain(key);
  });
});
