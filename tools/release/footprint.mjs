// What installing one package brings along: each is packed and installed alone into an empty folder, with no more
// packages, and none of the kinds, than its bound says; then the example of its README runs there. Needs the npm
// registry for what is not ours.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { packPackages } from './packPackages.mjs';
import { root } from './publishedPackages.mjs';

const compiler = join(root, 'node_modules/typescript-native/bin/tsc');

/** The most packages each may bring, itself included. */
const bounds = {
  '@aim/core': 1,
  '@aim/audit': 2,
  '@aim/versions': 4,
  '@aim/adapters': 2,
  '@aim/config': 5,
  '@aim/secrets': 12,
  '@aim/exec': 30,
  '@aim/health': 31,
  '@aim/registry': 31,
  '@aim/installer': 32,
  '@aim/environment': 31,
  '@aim/scanner': 45,
  '@aim/workstream': 36,
  '@aim/runtime': 60,
  '@aim/orchestrator-plugin': 61,
};

/** Only these may bring what they name: execa belongs to running processes, native code to watching. */
const mayBring = {
  execa: [
    '@aim/exec',
    '@aim/health',
    '@aim/registry',
    '@aim/installer',
    '@aim/environment',
    '@aim/scanner',
    '@aim/workstream',
    '@aim/runtime',
    '@aim/orchestrator-plugin',
  ],
  native: ['@aim/scanner', '@aim/runtime', '@aim/orchestrator-plugin'],
};

const only = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'aim-footprint-'));
let problems = 0;
try {
  const packed = packPackages(join(scratch, 'archives'));
  const archiveOf = new Map(packed.map(({ name, archive }) => [name, archive]));
  for (const one of packed.filter(
    ({ name, isLibrary }) => isLibrary && (only.length === 0 || only.includes(name)),
  )) {
    const folder = join(scratch, one.name.replace('@aim/', ''));
    const complaints = judge(one.name, install([one.name], { folder, archiveOf }));
    const readme = readFileSync(join(one.folder, 'README.md'), 'utf8');
    const named = /npm install ([^\n]+)/.exec(readme)?.[1]?.split(' ') ?? [];
    if (named.some((word) => word !== one.name)) install([one.name, ...named], { folder, archiveOf });
    complaints.push(...runExample(readme, folder));
    for (const text of complaints) console.error(`${one.name}: ${text}`);
    problems += complaints.length;
    console.log(
      `${one.name}: ${complaints.length === 0 ? 'as it should be' : 'see above'}, at most ${bounds[one.name]} package(s)`,
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(problems === 0 ? 'every footprint is within its bound' : `${problems} problem(s)`);
process.exitCode = problems === 0 ? 0 : 1;

/** Installs these packages of ours, and what they need of ours from its archive too, wherever in the tree it is named. */
function install(names, { folder, archiveOf }) {
  mkdirSync(folder, { recursive: true });
  const fromArchive = (entries) =>
    Object.fromEntries(entries.map((name) => [name, `file:${archiveOf.get(name)}`]));
  const ours = names.filter((name) => archiveOf.has(name));
  const overrides = fromArchive([...archiveOf.keys()].filter((name) => !ours.includes(name)));
  const manifest = {
    name: 'consumer',
    type: 'module',
    private: true,
    dependencies: fromArchive(ours),
    overrides,
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'],
    { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (status !== 0) throw new Error(`npm install of ${names.join(' ')} failed\n${stderr}`);
  return installedIn(join(folder, 'node_modules'));
}

function installedIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((entry) => {
    if (entry.startsWith('.')) return [];
    const path = join(folder, entry);
    if (entry.startsWith('@')) return readdirSync(path).flatMap((inner) => describe(join(path, inner)));
    return describe(path);
  });
}

function describe(path) {
  if (!existsSync(join(path, 'package.json'))) return [];
  const { name, gypfile } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const native =
    gypfile === true ||
    existsSync(join(path, 'binding.gyp')) ||
    readdirSync(path).some((file) => file.endsWith('.node'));
  return [{ name, native }, ...installedIn(join(path, 'node_modules'))];
}

function judge(name, found) {
  const complaints = [];
  const bound = bounds[name];
  if (bound === undefined) complaints.push('has no bound: give it one in tools/release/footprint.mjs');
  else if (found.length > bound)
    complaints.push(`${found.length} packages: ${found.map((one) => one.name).join(', ')}`);
  for (const { name: brought, native } of found) {
    if (['clipanion', 'typanion', 'keytar'].includes(brought)) complaints.push(`brings ${brought}`);
    if (brought === 'execa' && !mayBring.execa.includes(name)) complaints.push('brings execa');
    if (native && !mayBring.native.includes(name)) complaints.push(`brings native code: ${brought}`);
  }
  return complaints;
}

/** Checks the types of the first example of the README, and runs it as a program of its own. */
function runExample(readme, folder) {
  const [, code] = /```(?:js|ts)\n([\s\S]*?)```/.exec(readme) ?? [];
  if (code === undefined) return ['its README has no example'];
  writeFileSync(join(folder, 'example.mts'), code);
  writeFileSync(join(folder, 'example.mjs'), transformSync(code, { loader: 'ts', target: 'node20' }).code);
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const env = { PATH: process.env.PATH, HOME: home, AIM_HOME: join(home, 'aim'), LANG: 'C.UTF-8' };
  const run = (args) =>
    spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8', timeout: 60_000 });
  const types = run([
    compiler,
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'es2023',
    '--module',
    'nodenext',
    '--typeRoots',
    join(root, 'node_modules/@types'),
    '--types',
    'node',
    'example.mts',
  ]);
  const outcome = run(['example.mjs']);
  return [
    ...(types.status === 0
      ? []
      : [`the example of its README has wrong types: ${types.stdout.slice(0, 500)}`]),
    ...(outcome.status === 0 ? [] : [`the example of its README fails: ${outcome.stderr.slice(0, 500)}`]),
  ];
}
