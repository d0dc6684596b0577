#!/usr/bin/env node
// How long `aim` takes to install eight packages over two managers, as a share of the time of the managers' own
// commands one after another. Both sides install from the same loopback registries, each with caches of its own, in
// interleaved pairs. Then what it costs beyond the start of `aim` to find that nothing is to be done, where no
// package manager may be started, and to report versions. BENCH_PAIRS (5), BENCH_MANAGER (pipx or uv) and BENCH_AIM (another build's aim.cjs) may be set.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import {
  registryEnvironment,
  sampleNpmTool,
  samplePythonTool,
  startNpmRegistry,
  startPythonIndex,
} from '../testing/registries/registries.mjs';
import { comparePair, median } from './pairs.mjs';

const goal = 0.6;
const pairs = Number(process.env.BENCH_PAIRS ?? 5);
const npmTools = ['north', 'east', 'south', 'west'];
const pythonTools = ['spring', 'summer', 'autumn', 'winter'];
const aim = process.env.BENCH_AIM ?? resolve(import.meta.dirname, '../../apps/cli/bin/aim.cjs');
if (!existsSync(aim) || (!process.env.BENCH_AIM && !existsSync(resolve(aim, '../../dist/aim.cjs')))) {
  console.error('Build first: npm run build');
  process.exit(3);
}
const manager = [process.env.BENCH_MANAGER, 'pipx', 'uv'].find((name) => name && isInstalled(name));
if (!manager) {
  console.error('skipped: needs pipx or uv, of which neither is installed');
  process.exit(3);
}

/** What each side runs, one after another, to bring all eight to `version`. */
const sides = {
  plain: ({ version }) => [
    ...npmTools.map((name) => ['npm', 'install', '-g', `${name}@${version}`]),
    ...pythonTools.map((name) =>
      manager === 'pipx'
        ? ['pipx', 'install', '--force', `${name}==${version}`]
        : ['uv', 'tool', 'install', `${name}==${version}`],
    ),
  ],
  aim: ({ version, home }) => {
    const pins = (names) => Object.fromEntries(names.map((name) => [name, version]));
    const environment = {
      pipxApps: pythonTools,
      npmGlobal: npmTools,
      versionPins: { pipx: pins(pythonTools), npm: pins(npmTools) },
    };
    const config = join(home, 'aim_config.json');
    writeFileSync(config, JSON.stringify({ version: '1.0.0', environment }));
    return [[process.execPath, aim, 'setup', '--tools-only', '--yes', '--config', config]];
  },
};

const root = mkdtempSync(join(tmpdir(), 'aim-bench-'));
const [npm, python] = await Promise.all([
  startNpmRegistry({ packages: npmTools.flatMap((name) => releases(sampleNpmTool, name)) }),
  startPythonIndex({
    packagingTools: true,
    packages: pythonTools.flatMap((name) => releases(samplePythonTool, name)),
  }),
]);

try {
  console.log(
    `${npmTools.length} npm and ${pythonTools.length} ${manager} packages, Node ${process.version},`,
  );
  console.log(`${pairs} interleaved pairs, medians in s\n`);
  console.log(['case'.padEnd(34), 'aim', 'one by one', 'ratio', 'goal'].join('  '));
  row('onto a machine that has none', await compare(onFreshMachine));
  row('from one version to the next', await compare(onUsedMachine()));
  await rowsOfIdleness();
} finally {
  await Promise.all([npm.close(), python.close()]);
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
}

/** Each time a new home; the packages are in the side's cache from the round before the first. */
async function onFreshMachine(side) {
  const home = mkdtempSync(join(root, `${side}-`));
  const seconds = await install({ side, home, version: '1.0.0' });
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  return seconds;
}

/** Always the same home, which has the version before. */
function onUsedMachine() {
  const used = Object.fromEntries(
    Object.keys(sides).map((side) => [side, { home: mkdtempSync(join(root, `${side}-used-`)), minor: 0 }]),
  );
  return (side) => install({ side, home: used[side].home, version: `1.${used[side].minor++}.0` });
}

/** With everything in place: ms beyond the start of `aim`, which `aim --version` is the measure of. */
async function rowsOfIdleness() {
  const home = mkdtempSync(join(root, 'idle-'));
  await install({ side: 'aim', home, version: '1.0.0' });
  const log = join(home, 'started');
  const env = {
    ...environmentOf('aim', home),
    PATH: [loggingManagers(home, log), process.env.PATH].join(':'),
  };
  const [[node, , ...setup]] = sides.aim({ version: '1.0.0', home });
  const report = ['version', 'report', ...setup.slice(-2)];
  const start = { argv: [node, aim, '--version'], env, cwd: home };
  console.log();
  const cases = [
    { name: 'setup with nothing to do', args: setup },
    { name: 'version report', args: report, mostMs: 500 },
  ];
  for (const { name, args, mostMs = Infinity } of cases) {
    const warm = { argv: [node, aim].concat(args), env, cwd: home };
    comparePair(warm, start, 1);
    writeFileSync(log, '');
    const { a, b } = comparePair(warm, start, pairs);
    const started = readFileSync(log, 'utf8').split('\n').length - 1;
    const verdict = a - b <= mostMs && started === 0 ? 'met' : 'MISSED';
    const goals = [...(mostMs < Infinity ? [`<= ${mostMs} ms`] : []), 'no manager started'].join(', ');
    const cost = `start-up ${b.toFixed(0)} ms + ${(a - b).toFixed(0)} ms, ${started} managers started`;
    console.log([name.padEnd(34), cost, `${goals} ${verdict}`].join('  '));
  }
}

/** A folder of programs that note their start before they become the manager. */
function loggingManagers(home, log) {
  const folder = mkdtempSync(join(home, 'logging-'));
  for (const name of ['npm', manager]) {
    const { stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    const script = `#!/bin/sh\necho ${name} >> '${log}'\nexec '${stdout.trim()}' "$@"\n`;
    writeFileSync(join(folder, name), script, { mode: 0o755 });
  }
  return folder;
}

async function compare(measure) {
  const times = { aim: [], plain: [], ratio: [] };
  for (const side of Object.keys(sides)) await measure(side);
  for (let index = 0; index < pairs; index += 1) {
    const [plain, own] = [await measure('plain'), await measure('aim')];
    times.plain.push(plain);
    times.aim.push(own);
    times.ratio.push(own / plain);
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

/** Resolves to seconds; that every tool is there at that version is checked outside of them. */
async function install({ side, home, version }) {
  const env = environmentOf(side, home);
  const commands = sides[side]({ version, home });
  const start = performance.now();
  for (const argv of commands) await run(argv, { env, cwd: home });
  const seconds = (performance.now() - start) / 1000;
  const files = readdirSync(home, { recursive: true }).filter((path) => basename(dirname(path)) === 'bin');
  for (const name of [...npmTools, ...pythonTools]) {
    const found = files.filter((path) => basename(path) === name).map((path) => join(home, path));
    if (!found.some((path) => saysVersion(path, { version, env })))
      throw new Error(`${side} did not bring ${name} ${version}; there is: ${found.join(', ') || 'nothing'}`);
  }
  return seconds;
}

function environmentOf(side, home) {
  const caches = join(root, `${side}-caches`);
  return {
    ...registryEnvironment({ npm, python, home }),
    npm_config_cache: join(caches, 'npm'),
    PIP_CACHE_DIR: join(caches, 'pip'),
    UV_CACHE_DIR: join(caches, 'uv'),
    AIM_HOME: join(home, 'aim'),
    DBUS_SESSION_BUS_ADDRESS: '',
    XDG_RUNTIME_DIR: '',
  };
}

function saysVersion(path, { version, env }) {
  return spawnSync(path, ['--version'], { env, encoding: 'utf8' }).stdout.trim() === version;
}

function run([file, ...args], options) {
  return new Promise((done, failed) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (data) => output.push(data));
    child.stderr.on('data', (data) => output.push(data));
    child.once('error', failed);
    child.once('close', (code) =>
      code === 0
        ? done()
        : failed(new Error(`${file} ${args.join(' ')} exited with ${code}\n${output.join('')}`)),
    );
  });
}

function releases(sampleTool, name) {
  return Array.from({ length: pairs + 2 }, (_, minor) => sampleTool({ name, version: `1.${minor}.0` }));
}

function row(name, { aim: own, plain, ratio }) {
  const verdict = ratio <= goal ? 'met' : 'MISSED';
  const cells = [name.padEnd(34), own.toFixed(1), plain.toFixed(1).padStart(10), ratio.toFixed(2)];
  console.log([...cells, `<= ${goal} ${verdict}`].join('  '));
}

function isInstalled(name) {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
}
