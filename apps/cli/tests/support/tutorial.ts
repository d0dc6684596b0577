import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';

const page = readFileSync(new URL('../../../../docs/TUTORIAL.md', import.meta.url), 'utf8');

/** One command of the tutorial with the texts that it promises. */
interface Step {
  readonly command: string;
  readonly prints: readonly string[];
}

/** The commands of the page in their order; those that install `aim` itself only when asked for. */
function steps(install: boolean): readonly Step[] {
  const blocks = [...page.matchAll(/^```sh( install)?\n([\s\S]*?)^```$/gm)]
    .filter(([, kind]) => install || kind === undefined)
    .map(([, , code = '']) => code);
  const found: { command: string; prints: string[] }[] = [];
  for (const line of blocks.join('').split('\n').filter(Boolean)) {
    if (line.startsWith('#> ')) found.at(-1)?.prints.push(line.slice(3));
    else found.push({ command: line, prints: [] });
  }
  return found;
}

interface Machine {
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
  /** Runs the installation of `aim` that the page begins with, too. */
  readonly install: boolean;
}

/** Types the whole page into one shell; every command has to succeed and to print what is promised. */
export async function followTutorial({ env, home, install }: Machine): Promise<void> {
  const todo = steps(install);
  // A marker after each command tells its output and its exit code from the next one's.
  const script = todo
    .map(({ command }, index) => `${command}\nprintf '\\n@@%s %s\\n' ${index} $?`)
    .join('\n');
  const shell = spawn('sh', ['-c', `exec 2>&1\n${script}\n`], {
    env,
    cwd: home,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const parts = (await text(shell.stdout)).split(/^@@\d+ (\d+)$/m);
  todo.forEach(({ command, prints }, index) => {
    const [printed = '', code] = [parts[2 * index], parts[2 * index + 1]];
    expect(code, `${command}\n${printed}`).toBe('0');
    for (const promised of prints) expect(printed, command).toContain(promised);
  });
}
