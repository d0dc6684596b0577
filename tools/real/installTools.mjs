import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const windows = process.platform === 'win32';

/** The tools by the id of their adapter: the package that brings them and the version they were tried with. */
const packages = {
  'claude-cli': { manager: 'npm', name: '@anthropic-ai/claude-code', version: '2.1.197', command: 'claude' },
  codex: { manager: 'npm', name: '@openai/codex', version: '0.169.0', command: 'codex' },
  gemini: { manager: 'npm', name: '@google/gemini-cli', version: '0.61.0', command: 'gemini' },
  aider: { manager: 'pip', name: 'aider-chat', version: '0.86.2', command: 'aider' },
  ruff: { manager: 'pip', name: 'ruff', version: '0.17.6', command: 'ruff' },
  pylint: { manager: 'pip', name: 'pylint', version: '4.1.4', command: 'pylint' },
  pytest: { manager: 'pip', name: 'pytest', version: '9.2.0', command: 'pytest' },
};

/**
 * Installs tools into a folder of their own; nothing global changes. With `AIM_REAL_TOOLS_DIR` set that folder is
 * kept and what is there already is used, else a temporary one is made, which `remove` deletes.
 *
 * @param {readonly (keyof typeof packages)[]} ids
 * @returns {Promise<{ executables: Record<string, string>, skipped: Record<string, string>, remove: () => void }>}
 *   Absolute paths of the tools that are there, and for each of the others why it is not.
 */
export async function installTools(ids, { keptDir = process.env.AIM_REAL_TOOLS_DIR } = {}) {
  const dir = keptDir || mkdtempSync(join(tmpdir(), 'aim-real-tools-'));
  const skipped = {};
  for (const manager of ['npm', 'pip']) {
    const missing = ids.filter((id) => packages[id].manager === manager && !existsSync(pathOf(dir, id)));
    if (missing.length === 0) continue;
    const specs = missing.map((id) => specOf(packages[id]));
    try {
      await (manager === 'npm' ? installNpm : installPip)(dir, specs);
    } catch (error) {
      const why = String(error.stderr || error.message)
        .trim()
        .split('\n')
        .at(-1);
      for (const id of missing) skipped[id] = `${manager} could not install ${specOf(packages[id])}: ${why}`;
    }
  }
  const present = ids.filter((id) => existsSync(pathOf(dir, id)));
  for (const id of ids) {
    if (!present.includes(id))
      skipped[id] ??= `${packages[id].name} installed no command '${packages[id].command}'`;
  }
  return {
    executables: Object.fromEntries(present.map((id) => [id, pathOf(dir, id)])),
    skipped,
    remove: () => {
      if (!keptDir) rmSync(dir, { recursive: true, force: true });
    },
  };
}

function specOf({ manager, name, version }) {
  return manager === 'npm' ? `${name}@${version}` : `${name}==${version}`;
}

function pathOf(dir, id) {
  const { manager, command } = packages[id];
  if (manager === 'npm')
    return join(dir, 'npm', 'node_modules', '.bin', windows ? `${command}.cmd` : command);
  return join(dir, 'py', windows ? `Scripts\\${command}.exe` : `bin/${command}`);
}

async function installNpm(dir, specs) {
  const prefix = join(dir, 'npm');
  mkdirSync(prefix, { recursive: true });
  const args = ['install', '--prefix', prefix, '--no-audit', '--no-fund', ...specs];
  await run(windows ? 'npm.cmd' : 'npm', args, { shell: windows, maxBuffer: 1 << 26 });
}

async function installPip(dir, specs) {
  const venv = join(dir, 'py');
  const python = join(venv, windows ? 'Scripts\\python.exe' : 'bin/python');
  if (!existsSync(python)) await run(windows ? 'python' : 'python3', ['-m', 'venv', venv]);
  await run(python, ['-m', 'pip', 'install', '--quiet', ...specs], { maxBuffer: 1 << 26 });
}
