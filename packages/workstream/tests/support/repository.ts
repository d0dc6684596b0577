import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What git and the steps see in tests: nothing of the user's. */
export function testEnv(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, 'no-such-gitconfig'),
  };
}

export interface Repository {
  readonly root: string;
  readonly env: Record<string, string>;
  readonly git: (...args: string[]) => string;
  readonly write: (path: string, content: string) => void;
}

/** A git repository on the branch `main` with one commit of the given files. */
export function createRepository(
  parent: string,
  files: Record<string, string> = { 'README.md': 'hello\n' },
): Repository {
  const root = join(parent, 'repo');
  const env = testEnv(parent);
  mkdirSync(root);
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: root,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  git('init', '--quiet', '--initial-branch=main');
  for (const [path, content] of Object.entries(files)) write(path, content);
  git('add', '--all');
  git('commit', '--quiet', '-m', 'start');
  return { root, env, git, write };
}
