#!/usr/bin/env node
// How long `aim health check` takes with ten tools configured: with everything remembered against an empty Node
// process, and with nothing remembered against the same questions asked one after the other and against npm doctor.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { benchEnvironment, comparePair } from './pairs.mjs';

const cli = resolve(process.env.BENCH_AIM_DIR ?? resolve(import.meta.dirname, '../../apps/cli'));
const aim = join(cli, 'bin/aim.cjs');
if (!existsSync(join(cli, 'dist/aim.cjs'))) {
  console.error('Build first: npm run build');
  process.exit(3);
}

const home = mkdtempSync(join(tmpdir(), 'aim-bench-health-'));
const aimHome = join(home, 'aim');
// Nothing of a version manager's, whose wrappers would be timed instead.
const folders = [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'];
const env = benchEnvironment({
  PATH: process.platform === 'win32' ? process.env.PATH : folders.join(delimiter),
  AIM_HOME: aimHome,
  HOME: home,
  DBUS_SESSION_BUS_ADDRESS: '',
  XDG_RUNTIME_DIR: '',
  npm_config_update_notifier: 'false',
});
const pairs = Number(process.env.BENCH_PAIRS ?? 21);
const versionOptions = { ssh: '-V' };
const tools = ['git', 'node', 'npm', 'python3', 'curl', 'gcc', 'make', 'perl', 'ssh', 'jq'].filter(isPresent);
const probes = tools.map((tool) => [tool, versionOptions[tool] ?? '--version']);
const npm = tools.includes('npm');

const check = { argv: [process.execPath, aim, 'health', 'check'], env, cwd: home, exitCodes: [0, 9] };
const node = { argv: [process.execPath, '-e', '0'], env };
// One after the other, as a Node program would ask without any of this, and as a shell script would.
const inNode = `const { spawnSync } = require('node:child_process');
  for (const [file, ...args] of ${JSON.stringify(probes)}) spawnSync(file, args);`;
const sequence = { argv: [process.execPath, '-e', inNode], env };
const script = {
  argv: ['/bin/sh', '-c', probes.map((probe) => `${probe.join(' ')} 2>&1`).join('; ')],
  env,
};
const doctor = { argv: ['npm', 'doctor', 'environment', 'permissions'], env, exitCodes: [0, 1] };

try {
  seed();
  // The code cache and everything else but the versions is learnt as in daily use.
  for (let run = 0; run < 5; run += 1) spawnSync(check.argv[0], check.argv.slice(1), { env, cwd: home });
  console.log(
    `Node ${process.version}; ${tools.length} tools: ${tools.join(' ')}\n${pairs} interleaved pairs, medians\n`,
  );
  console.log(
    ['aim health check'.padEnd(22), 'against'.padEnd(34), 'ms', 'against ms', 'ratio', 'goal'].join('  '),
  );
  row('warm', check, node, { against: 'node -e 0', goal: 2.5 });
  const cold = { ...check, before: forget };
  row('cold', cold, sequence, { against: 'the same probes in sequence', goal: 0.4 });
  row('cold', cold, script, { against: '  the same in a shell script' });
  if (npm) row('cold', cold, doctor, { against: 'npm doctor environment permissions', goal: 0.06, count: 5 });
  startedProcesses();
} finally {
  rmSync(home, { recursive: true, force: true });
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

function seed() {
  const folder = join(aimHome, 'config');
  mkdirSync(folder, { recursive: true });
  const definitions = Object.fromEntries(
    probes.map(([tool, option]) => [
      tool,
      { name: tool, detectCommands: [tool], versionCommand: [tool, option], capabilities: ['editing'] },
    ]),
  );
  const config = {
    version: '1.0.0',
    registry: { tools: definitions },
    environment: { healthChecks: { requiredCommands: tools } },
  };
  writeFileSync(join(folder, 'aim_config.json'), JSON.stringify(config));
}

/** Takes away what was remembered of programs, and leaves the compiled code of `aim`. */
function forget() {
  rmSync(join(aimHome, 'cache', 'versions.json'), { force: true });
  rmSync(join(aimHome, 'cache', 'listings'), { recursive: true, force: true });
}

function startedProcesses() {
  if (spawnSync('strace', ['-V']).error) {
    console.log('\nskipped: counting started processes (strace is not installed)');
    return;
  }
  const count = () => {
    const { stderr } = spawnSync('strace', ['-f', '-qq', '-e', 'trace=execve', ...check.argv], {
      env,
      cwd: home,
      encoding: 'utf8',
    });
    return stderr.split('\n').filter((line) => /execve\(.*= 0$/.test(line)).length - 1;
  };
  count();
  console.log(`\na warm check started ${count()} process(es)`);
}

function isPresent(tool) {
  return spawnSync('/bin/sh', ['-c', `command -v ${tool}`], { env }).status === 0;
}
