import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, runBuilt } from '../../support/builtAim.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
beforeAll(ensureBuilt);

interface Detected {
  readonly tool: string;
  readonly version?: string | null;
}
interface Report {
  readonly checks: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly details?: { readonly detected?: readonly Detected[] };
  }[];
}

/** Notes its number and becomes a Node program. A shell does that long before Node could, however busy the machine. */
const hanging = (source: string): string =>
  `#!/bin/sh\necho $$ >> "$HOME/pids"\nexec '${process.execPath}' -e "${source}setInterval(() => {}, 1000)"\n`;

/** Each of these writes the numbers of the processes it starts. */
const remember = "require('node:fs').appendFileSync(process.env.HOME + '/pids', process.pid + '\\n');";
const child = `const { spawn } = require('node:child_process');
spawn(process.execPath, ['-e', ${JSON.stringify(`${remember}setInterval(() => {}, 1000)`)}], { detached: true, stdio: 'inherit' });`;

const tools: Readonly<Record<string, string>> = {
  good: `console.log('good 1.2.3')`,
  crashing: `process.kill(process.pid, 'SIGSEGV')`,
  failing: `console.log('not a version'); process.exitCode = 3`,
  garbage: `process.stdout.write(Buffer.alloc(4_000_000, 0xfe))`,
  forking: `${remember}${child}console.log('forking 2.0.0')`,
  forkbomb: `${remember}${child}${child.replace('const { spawn } = ', 'void ')}setInterval(() => {}, 1000)`,
};

const mute: Readonly<Record<string, string>> = {
  hanging: hanging(''),
  deaf: hanging(`process.on('SIGTERM', () => {}); `),
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A zombie whose parent has not yet looked is no survivor.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

describe('aim health check with tools that misbehave', () => {
  it('ends, tells of each tool by itself, and leaves no process behind', async () => {
    for (const [name, source] of Object.entries(tools)) home.program(name, source);
    for (const [name, script] of Object.entries(mute)) home.write(`bin/${name}`, script, 0o755);
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      registry: {
        tools: Object.fromEntries(
          Object.keys({ ...tools, ...mute }).map((id) => [
            id,
            { name: id, detectCommands: [id], versionCommand: [id, '--version'], capabilities: ['editing'] },
          ]),
        ),
      },
      // What hangs is asked for 1.5 s only; a busy machine may take long to end it.
      environment: { healthChecks: { perCheckTimeoutMs: 15_000 } },
    });
    const { exitCode, stdout } = await runBuilt(home, ['health', 'check', '--json']);
    expect([0, 9]).toContain(exitCode);
    const { checks } = JSON.parse(stdout) as Report;
    const found = checks.find(({ name }) => name === 'ai_tools');
    expect(found, JSON.stringify(found)).toMatchObject({ status: 'warn' });
    const versions = Object.fromEntries(
      (found?.details?.detected ?? []).map(({ tool, version }) => [tool, version]),
    );
    expect(versions).toMatchObject({
      hanging: null,
      deaf: null,
      crashing: null,
      failing: null,
      forkbomb: null,
    });
    expect(versions).toHaveProperty('garbage');
    // The other checks are as they are without these tools.
    expect(checks.find(({ name }) => name === 'config')).toMatchObject({ status: 'pass' });
    const pids = join(home.home, 'pids');
    const started = existsSync(pids) ? readFileSync(pids, 'utf8').trim().split('\n').map(Number) : [];
    expect(started.length).toBeGreaterThan(0);
    expect(started.filter(isAlive)).toEqual([]);
  });

  it('ends where the programs that the checks themselves start hang', async () => {
    for (const name of ['git', 'node', 'python3', 'python', 'npm'])
      home.program(name, 'setInterval(() => {}, 1000)');
    const { exitCode, stdout } = await runBuilt(home, ['health', 'check', '--json']);
    expect(exitCode).toBe(9);
    const { checks } = JSON.parse(stdout) as Report;
    expect(checks.find(({ name }) => name === 'python')).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('python3 --version'),
    });
    expect(checks.find(({ name }) => name === 'commands')).toMatchObject({ status: 'pass' });
  });
});
