import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TempHome } from './tempHome.js';

const workspace = fileURLToPath(new URL('../../../../', import.meta.url));

/** Options that every run of the examples needs. */
export const exampleProfiles = ['--profiles', 'workstreams/profiles/tool_profiles.json'] as const;

const files: Readonly<Record<string, string>> = {
  '.gitignore': 'node_modules\n',
  'package.json': '{ "type": "module" }\n',
  'eslint.config.js': "export default [{ rules: { 'prefer-const': 'error', 'no-undef': 'error' } }];\n",
  'src/sum.js': 'export function sum(a,b){let total=a+b;return total}\n',
  'docs/guide.md': '#  Guide\n* one\n* two\n',
  'test/sum.test.js':
    "import { test } from 'node:test';\nimport assert from 'node:assert';\nimport { sum } from '../src/sum.js';\n" +
    "test('sum', () => assert.equal(sum(1, 2), 3));\n",
};

/** What the files are once all examples have run. */
export const finishedFiles = {
  'src/sum.js': 'export function sum(a, b) {\n  const total = a + b;\n  return total;\n}\n',
  'docs/guide.md': '# Guide\n\n- one\n- two\n',
} as const;

export interface ExampleRepository {
  /** Runs git in the project folder and returns what it prints. */
  readonly git: (...args: readonly string[]) => string;
}

/** Makes the project folder a git repository that the example workstreams have something to do in. */
export function exampleRepository(home: TempHome): ExampleRepository {
  for (const name of ['git', 'node']) {
    const path = name === 'node' ? process.execPath : programInPath(name);
    symlinkSync(path, join(home.bin, name));
  }
  for (const [name, text] of Object.entries(files)) home.write(`project/${name}`, text);
  cpSync(join(workspace, 'config/examples/workstreams'), join(home.project, 'workstreams'), {
    recursive: true,
  });
  symlinkSync(join(workspace, 'node_modules'), join(home.project, 'node_modules'));
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: home.project,
      env: { ...home.env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '-m', 'start');
  return { git };
}

function programInPath(name: string): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`the test needs ${name}`);
  return found;
}
