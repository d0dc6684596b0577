import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Machine } from './machine.js';

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));
const repositoryModules = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

/** Builds the package as it is published, with what it depends on inside, into a folder. */
export async function buildPlugin(target: string): Promise<void> {
  await build({
    entryPoints: ['index', 'nx/index', 'executors/invoke', 'executors/run'].map((name) =>
      join(packageRoot, 'src', `${name}.ts`),
    ),
    outbase: join(packageRoot, 'src'),
    outdir: join(target, 'dist'),
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    conditions: ['@aim/source'],
    mainFields: ['module', 'main'],
    external: ['keytar'],
    banner: {
      js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);`,
    },
    logLevel: 'silent',
  });
  for (const name of ['package.json', 'executors.json', 'schemas'])
    cpSync(join(packageRoot, name), join(target, name), { recursive: true });
}

export interface NxOutcome {
  readonly exitCode: number | null;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

export interface NxWorkspace {
  /** Adds a project with these targets. */
  readonly project: (name: string, targets: Readonly<Record<string, unknown>>) => void;
  readonly nx: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<NxOutcome>;
}

/** An Nx workspace in the machine's working folder, with this repository's Nx and the plugin that was built. */
export function createNxWorkspace(
  machine: Machine,
  builtPlugin: string,
  options: Readonly<Record<string, unknown>> = {},
): NxWorkspace {
  const modules = join(machine.work, 'node_modules');
  mkdirSync(join(modules, '@aim'), { recursive: true });
  symlinkSync(join(repositoryModules, 'nx'), join(modules, 'nx'), 'junction');
  cpSync(builtPlugin, join(modules, '@aim', 'orchestrator-plugin'), { recursive: true });
  machine.write('work/package.json', JSON.stringify({ name: 'workspace', private: true }));
  machine.write('work/.gitignore', 'node_modules\n.nx\n');
  const plugin = '@aim/orchestrator-plugin/nx';
  machine.write(
    'work/nx.json',
    JSON.stringify({
      neverConnectToCloud: true,
      analytics: false,
      plugins: [{ plugin, options }],
    }),
  );
  return {
    project: (name, targets) =>
      void machine.write(`work/${name}/project.json`, JSON.stringify({ name, targets })),
    nx: (args, env = {}) => startNx(machine, args, env),
  };
}

const quiet = {
  NX_DAEMON: 'false',
  NX_ISOLATE_PLUGINS: 'false',
  NX_TUI: 'false',
  NX_NO_CLOUD: 'true',
  NX_SKIP_LOG_GROUPING: 'true',
  FORCE_COLOR: '0',
};

function startNx(
  machine: Machine,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<NxOutcome> {
  const modules = join(repositoryModules, 'nx');
  const { bin } = JSON.parse(readFileSync(join(modules, 'package.json'), 'utf8')) as { bin: { nx: string } };
  const child = spawn(process.execPath, [join(modules, bin.nx), ...args], {
    cwd: machine.work,
    env: { ...machine.env, ...quiet, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (exitCode) => resolve({ exitCode, output }));
  });
}
