#!/usr/bin/env node
// How fast duplicates are found, as a multiple of each installed peer's time measured in the same run, and whether the
// groups are the same. Usage: scan.mjs [CORPORA] [--pairs N] [--no-peers] [--no-growth] [--million]
// CORPORA holds any of npm2, small, big, npm; without it small ones are made in a temporary folder.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchEnvironment, comparePair } from './pairs.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string', default: '7' },
    'no-peers': { type: 'boolean', default: false },
    'no-growth': { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
  },
});
const repository = resolve(import.meta.dirname, '../..');
const env = benchEnvironment();
const work = mkdtempSync(join(tmpdir(), 'aim-bench-scan-'));

// The goals of wall time against each peer: on each corpus, and as the geometric mean over npm2, small and big. jdupes
// and fdupes compare bytes, the others trust hashes.
const peers = [
  { name: 'jdupes', goal: 1, meanGoal: 0.7, line: (root) => ['jdupes', '-r', '-q', root] },
  { name: 'jdupes -Q', meanGoal: 1.05, line: (root) => ['jdupes', '-r', '-q', '-Q', root] },
  {
    name: 'rdfind',
    meanGoal: 0.5,
    line: (root) => ['rdfind', '-dryrun', 'true', '-outputname', join(work, 'rdfind.txt'), root],
  },
  { name: 'fdupes', goal: 1, line: (root) => ['fdupes', '-r', '-q', '-n', root] },
  {
    name: 'rmlint',
    goal: 1,
    // It renames an output file that exists, so it must never be given a device.
    line: (root) => ['rmlint', '-T', 'df', '--hidden', '-o', 'fdupes:stdout', root],
  },
  {
    name: 'fclones',
    goal: 1,
    line: (root) => ['fclones', 'group', '--hidden', '--no-ignore', '-s', '1', root],
  },
];
const rssGoalMiB = { corpora: 220, million: 400 };

try {
  const ours = scanCommand();
  const corpora = findCorpora();
  console.log(
    `Node ${process.version}, ${availableParallelism()} processors, ${values.pairs} interleaved pairs`,
  );
  console.log(`measured: ${ours.name}\n`);
  const ratios = corpora.map((corpus) => measure(ours, corpus));
  for (const { name, meanGoal } of peers) {
    const known = ratios
      .filter((corpus) => corpus.name !== 'npm')
      .flatMap((corpus) => corpus.ratios[name] ?? []);
    if (known.length === 0) continue;
    const mean = Math.exp(known.reduce((sum, ratio) => sum + Math.log(ratio), 0) / known.length);
    console.log(`geometric mean against ${name.padEnd(10)} ${verdict(mean, meanGoal)}`);
  }
  if (!values['no-growth']) growth(ours);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** The one place that says what is measured. */
function scanCommand() {
  const aim = join(repository, 'apps/cli/bin/aim.cjs');
  const home = { ...env, HOME: join(work, 'home'), AIM_HOME: join(work, 'aim') };
  return {
    name: 'aim scan duplicates ROOT --json --min-size 0',
    argv: (root) => [process.execPath, aim, 'scan', 'duplicates', root, '--json', '--min-size', '0'],
    env: home,
  };
}

function findCorpora() {
  const given = positionals[0] && resolve(positionals[0]);
  const base = given ?? join(work, 'corpora');
  if (!given) makeSmallCorpora(base);
  return ['npm2', 'small', 'big', 'npm']
    .map((name) => ({ name, root: join(base, name) }))
    .filter(({ root }) => existsSync(root));
}

function makeSmallCorpora(base) {
  console.log(
    'no corpora given: making small ones (make-corpora.sh DEST 1 npm npm2 big small makes the real ones)\n',
  );
  makeFiles(join(base, 'small'), 20_000, (index) =>
    fileContent(index % 14_000, 1024 + (((index % 14_000) * 7919) % 7169)),
  );
  makeFiles(join(base, 'big'), 12, (index) => fileContent(index % 7, 20_000_000));
}

function measure(ours, { name, root }) {
  const a = toNull(ours.argv(root), ours.env);
  console.log(
    `${name}: ${checkGroups(ours, root)}, ${rss(ours.argv(root), ours.env)} MiB (goal <= ${rssGoalMiB.corpora})`,
  );
  const ratios = {};
  for (const peer of values['no-peers'] ? [] : peers) {
    if (!isInstalled(peer.line(root)[0])) {
      console.log(`  ${peer.name.padEnd(10)} skipped: not installed`);
      continue;
    }
    // One class of 21,000 files makes jdupes quadratic there: minutes a run.
    const pairs = name === 'npm' && peer.name.startsWith('jdupes') ? 1 : Number(values.pairs);
    const { a: ms, b: peerMs, ratio } = comparePair(a, toNull(peer.line(root), env), pairs);
    ratios[peer.name] = ratio;
    console.log(
      `  ${peer.name.padEnd(10)} ${ms.toFixed(0).padStart(6)} ms against ${peerMs.toFixed(0).padStart(6)} ms  ${verdict(ratio, peer.goal)}`,
    );
  }
  console.log();
  return { name, ratios };
}

/** The same groups as jdupes finds, compared as sets of paths. */
function checkGroups(ours, root) {
  const groups = JSON.parse(outputOf(ours.argv(root), ours.env)).map(({ entries }) =>
    entries.map((entry) =>
      entry.path_base64
        ? Buffer.from(entry.path_base64, 'base64').toString('latin1')
        : Buffer.from(entry.path).toString('latin1'),
    ),
  );
  if (!isInstalled('jdupes')) return `${groups.length} groups (jdupes is not installed: not compared)`;
  if (root.endsWith('npm')) return `${groups.length} groups`;
  const theirs = outputOf(['jdupes', '-r', '-q', root], env, 'latin1')
    .split('\n\n')
    .filter((group) => group.trim() !== '');
  const key = (paths) => paths.toSorted().join('\n');
  const expected = new Set(theirs.map((group) => key(group.trim().split('\n'))));
  const found = new Set(groups.map(key));
  const wrong =
    [...found].filter((group) => !expected.has(group)).length +
    [...expected].filter((group) => !found.has(group)).length;
  return wrong === 0 ? `${found.size} groups, the same as jdupes` : `${wrong} GROUPS DIFFER from jdupes`;
}

function growth(ours) {
  console.log(`\ngrowth (goal: linear, <= ${rssGoalMiB.million} MiB at 1,000,000 files)`);
  // Three of ten contents are there twice.
  const paired = (count) => (index) => {
    const id = index % Math.ceil(count * 0.7);
    return fileContent(id, 200 + ((id * 7919) % 3000));
  };
  const sets = [
    ['10,000 files', 10_000, paired(10_000)],
    ['100,000 files', 100_000, paired(100_000)],
    ...(values.million ? [['1,000,000 files', 1_000_000, paired(1_000_000)]] : []),
    ['2,000 files of one size', 2000, (index) => fileContent(index, 6000)],
    ['20,000 files of one size', 20_000, (index) => fileContent(index, 6000)],
  ];
  for (const [name, count, content] of sets) {
    const root = join(work, 'growth');
    makeFiles(root, count, content);
    const argv = ours.argv(root);
    const times = [1, 2, 3].map(() => timeOf(toNull(argv, ours.env)));
    const ms = Math.min(...times);
    console.log(
      `  ${name.padEnd(26)} ${(ms / 1000).toFixed(2)} s  ${((ms * 1000) / count).toFixed(1)} us a file  ${rss(argv, ours.env)} MiB`,
    );
    rmSync(root, { recursive: true });
  }
}

function fileContent(id, size) {
  const data = Buffer.alloc(size, `${id} `);
  data.writeUInt32LE(id, size >> 1);
  return data;
}

function makeFiles(root, count, content) {
  for (let index = 0; index < count; index += 1) {
    const folder = join(root, String(index % 50), String(Math.floor(index / 5000)));
    if (index % 5000 < 50) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, String(index)), content(index));
  }
}

function toNull(argv, environment) {
  return { argv: ['/bin/sh', '-c', 'exec "$@" > /dev/null 2>&1', 'sh', ...argv], env: environment };
}

function timeOf({ argv: [file, ...args], env: environment }) {
  const start = performance.now();
  const { status } = spawnSync(file, args, { env: environment });
  if (status !== 0) throw new Error(`${args.join(' ')} failed (${status})`);
  return performance.now() - start;
}

function outputOf([file, ...args], environment, encoding = 'utf8') {
  const path = join(work, 'output');
  const output = openSync(path, 'w');
  const { status, stderr } = spawnSync(file, args, { env: environment, stdio: ['ignore', output, 'pipe'] });
  closeSync(output);
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} failed (${status})\n${stderr}`);
  return readFileSync(path, encoding);
}

/** The most memory held, in MiB. */
function rss(argv, environment) {
  const { stderr, error } = spawnSync(
    '/usr/bin/time',
    ['-f', 'kib %M', '/bin/sh', '-c', 'exec "$@" > /dev/null', 'sh', ...argv],
    {
      env: environment,
      encoding: 'utf8',
    },
  );
  const kib = error ? undefined : /kib (\d+)/.exec(stderr)?.[1];
  return kib === undefined ? '(no /usr/bin/time)' : Math.round(Number(kib) / 1024);
}

function isInstalled(name) {
  return spawnSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', name], { env }).status === 0;
}

function verdict(ratio, goal) {
  if (goal === undefined) return ratio.toFixed(2);
  return `${ratio.toFixed(2)}  (goal <= ${goal}, ${ratio <= goal ? 'met' : 'MISSED'})`;
}
