#!/usr/bin/env node
// How long `aim health check` takes with ten tools configured: with everything remembered against an empty Node
// process, and with nothing remembered against the same questions asked one after the other and against npm doctor.
// Once with programs that a system has, and once with the tools of the built-in configuration, as far as they are
// installed: in PATH, or in the folders that BENCH_TOOLS_PATH names like PATH does.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { benchEnvironment, comparePair } from './pairs.mjs';

const cli = resolve(process.env.BENCH_AIM_DIR ?? resolve(import.meta.dirname, '../../apps/cli'));
const aim = join(cli, 'bin/aim.cjs');
if (!existsSync(join(cli, 'dist/aim.cjs'))) {
  console.error('Build first: npm run build');
  process.exit(3);
}

const home = mkdtempSync(join(tmpdir(), 'aim-bench-health-'));
// Nothing of a version manager's, whose wrappers would be timed instead.
const systemFolders = [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'];
const systemPath = process.platform === 'win32' ? process.env.PATH : systemFolders.join(delimiter);
const pairs = Number(process.env.BENCH_PAIRS ?? 21);
const node = { argv: [process.execPath, '-e', '0'], env: benchEnvironment() };

try {
  console.log(`Node ${process.version}; ${pairs} interleaved pairs, medians`);
  const system = ['git', 'node', 'npm', 'python3', 'curl', 'gcc', 'make', 'perl', 'ssh', 'jq'];
  measure('programs of the system', place('system', systemPath, system), configured);
  const { BENCH_TOOLS_PATH, PATH } = process.env;
  const toolsPath = BENCH_TOOLS_PATH ? [BENCH_TOOLS_PATH, systemPath].join(delimiter) : PATH;
  const builtIn = 'aider jules claude codex gemini ruff pylint eslint prettier pytest'.split(' ');
  measure('tools of the built-in configuration', place('tools', toolsPath, builtIn), () => ({}));
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** A machine: what is in PATH, and a home of its own. */
function place(name, path, wanted) {
  const folder = join(home, name);
  const aimHome = join(folder, 'aim');
  const env = benchEnvironment({
    PATH: path,
    AIM_HOME: aimHome,
    HOME: folder,
    DBUS_SESSION_BUS_ADDRESS: '',
    XDG_RUNTIME_DIR: '',
    npm_config_update_notifier: 'false',
  });
  mkdirSync(join(aimHome, 'config'), { recursive: true });
  return { folder, aimHome, env, tools: wanted.filter((tool) => isPresent(tool, env)) };
}

function measure(title, { folder, aimHome, env, tools }, settings) {
  const probes = tools.map((tool) => [tool, tool === 'ssh' ? '-V' : '--version']);
  console.log(`\n${tools.length} ${title}: ${tools.join(' ')}`);
  if (tools.length === 0) return;
  writeFileSync(
    join(aimHome, 'config', 'aim_config.json'),
    JSON.stringify({ version: '1.0.0', ...settings(probes) }),
  );
  const check = { argv: [process.execPath, aim, 'health', 'check'], env, cwd: folder, exitCodes: [0, 9] };
  // The code cache and everything else but the versions is learnt as in daily use.
  for (let run = 0; run < 5; run += 1) spawnSync(check.argv[0], check.argv.slice(1), { env, cwd: folder });
  const cold = { ...check, before: () => forget(aimHome) };
  // One after the other, as a Node program would ask without any of this, and as a shell script would.
  const inNode = `const { spawnSync } = require('node:child_process');
    for (const [file, ...args] of ${JSON.stringify(probes)}) spawnSync(file, args);`;
  const sequence = { argv: [process.execPath, '-e', inNode], env };
  const script = {
    argv: ['/bin/sh', '-c', `${probes.map((probe) => `${probe.join(' ')} 2>&1`).join('; ')}; true`],
    env,
  };
  console.log(
    ['aim health check'.padEnd(22), 'against'.padEnd(34), 'ms', 'against ms', 'ratio', 'goal'].join('  '),
  );
  row('warm', check, node, { against: 'node -e 0', goal: 2.5 });
  row('cold', cold, sequence, { against: 'the same probes in sequence', goal: 0.4 });
  row('cold', cold, script, { against: '  the same in a shell script' });
  if (tools.includes('npm')) {
    // What it looks through is the user's own npm cache, which the home of this bench does not have.
    const cache = process.env.npm_config_cache ?? join(homedir(), '.npm');
    const doctor = {
      argv: ['npm', 'doctor', 'environment', 'permissions'],
      env: { ...env, npm_config_cache: cache },
      exitCodes: [0, 1],
    };
    row('cold', cold, doctor, { against: 'npm doctor environment permissions', goal: 0.06, count: 5 });
  }
  startedProcesses(check);
}

function row(name, a, b, { against, goal = Infinity, count = pairs }) {
  const { a: ms, b: baseMs, ratio } = comparePair(a, b, count);
  console.log(
    [
      name.padEnd(22),
      against.padEnd(34),
      ms.toFixed(0),
      baseMs.toFixed(0).padStart(10),
      ratio.toFixed(3),
      goal === Infinity ? '' : `<= ${goal} ${ratio <= goal ? 'met' : 'MISSED'}`,
    ].join('  '),
  );
}

/** The configuration that asks for exactly these programs. */
function configured(probes) {
  const tools = Object.fromEntries(
    probes.map(([tool, option]) => [
      tool,
      { name: tool, detectCommands: [tool], versionCommand: [tool, option], capabilities: ['editing'] },
    ]),
  );
  return {
    registry: { tools },
    environment: { healthChecks: { requiredCommands: Object.keys(tools) } },
  };
}

/** Takes away what was remembered of programs, and leaves the compiled code of `aim`. */
function forget(aimHome) {
  rmSync(join(aimHome, 'cache', 'versions.json'), { force: true });
  rmSync(join(aimHome, 'cache', 'listings'), { recursive: true, force: true });
}

function startedProcesses(check) {
  if (spawnSync('strace', ['-V']).error) {
    console.log('skipped: counting started processes (strace is not installed)');
    return;
  }
  const count = () => {
    const { stderr } = spawnSync('strace', ['-f', '-qq', '-e', 'trace=execve', ...check.argv], {
      env: check.env,
      cwd: check.cwd,
      encoding: 'utf8',
    });
    return stderr.split('\n').filter((line) => /execve\(.*= 0$/.test(line)).length - 1;
  };
  count();
  console.log(`a warm check started ${count()} process(es)`);
}

function isPresent(tool, env) {
  return spawnSync('/bin/sh', ['-c', `command -v ${tool}`], { env }).status === 0;
}
