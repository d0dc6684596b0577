#!/usr/bin/env node
// The main job, from an empty home to a verified audit trail, with the real eslint and prettier of this workspace.
// Everything happens in a folder of its own that is removed at the end; nothing is installed.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import fs from 'fs-extra';
import { nx } from '../nx.mjs';

const root = resolve(import.meta.dirname, '../..');
const home = fs.mkdtempSync(join(tmpdir(), 'aim-demo-'));
const project = join(home, 'project');
const aim = join(root, 'apps/cli/bin/aim.cjs');
const ownKey = `teller-${randomBytes(9).toString('base64url')}`;
const otherKey = `other-${randomBytes(9).toString('base64url')}`;

const { NODE_EXTRA_CA_CERTS, DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR, FORCE_COLOR, ...inherited } =
  process.env;
const env = {
  ...Object.fromEntries(Object.entries(inherited).filter(([name]) => !name.startsWith('AIM_'))),
  HOME: home,
  AIM_HOME: join(home, 'aim'),
  AIM_DEMO_DIR: project,
  NO_COLOR: '1',
  PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
};
const done = [];
let printed = '';

try {
  build();
  fs.copySync(join(root, 'tools/demo/samples'), project);
  fs.moveSync(join(project, 'aim_config.json'), join(home, 'aim/config/aim_config.json'));

  step('A vault, and two keys in it', () => {
    run(['secrets', 'set', 'TELLER_DEMO_KEY', '--description', 'the key of the key-teller tool'], {
      input: ownKey,
    });
    run(['secrets', 'set', 'OTHER_DEMO_KEY'], { input: otherKey });
    run(['secrets', 'list']);
    return 'stored, names listed without unlocking';
  });

  step('Which tools are here', () => {
    run(['tools', 'detect']);
    const { tools } = json(['tools', 'detect']);
    return `${tools.filter(({ installed }) => installed).length} of ${tools.length} found, none started`;
  });

  step('Linting with the real eslint', () => {
    run(['invoke', 'linting', '--file', 'untidy.js']);
    const { tool, content } = json(['invoke', 'linting', '--file', 'untidy.js']);
    expect(tool === 'eslint' && content.issues.length > 0, 'eslint found issues');
    return `${content.issues.length} issues found by ${tool}`;
  });

  step('Formatting with the real prettier', () => {
    const before = readFileSync(join(project, 'untidy.js'), 'utf8');
    run(['invoke', 'formatting', '--file', 'untidy.js']);
    const after = readFileSync(join(project, 'untidy.js'), 'utf8');
    expect(before !== after, 'prettier changed the file');
    show(after);
    return 'untidy.js rewritten by prettier';
  });

  step('The first tool is missing: the next one takes over', () => {
    run(['route', 'greeting', '--explain']);
    run(['invoke', 'greeting', '--prompt', 'good morning']);
    const { tool, content } = json(['invoke', 'greeting', '--prompt', 'good morning']);
    expect(tool === 'key-teller', 'the fallback answered');
    expect(content.keys.join() === 'TELLER_DEMO_KEY', 'the tool got its own key and no other');
    return 'absent, then key-teller, which got its own key only';
  });

  step('Any command with a secret, its output masked', () => {
    const { stdout } = run([
      'run',
      '--secret',
      'OTHER_DEMO_KEY',
      '--',
      'node',
      '-e',
      'console.log("the key is " + process.env.OTHER_DEMO_KEY)',
    ]);
    expect(stdout.includes('the key is ***'), 'the value was masked');
    return 'value replaced by ***';
  });

  step('Is this machine fit', () => {
    run(['health', 'check'], { exitCodes: [0, 9] });
    return json(['health', 'check'], [0, 9]).overall_status;
  });

  step('The audit trail', () => {
    run(['audit', 'show']);
    run(['audit', 'verify']);
    return `${json(['audit', 'verify']).events} events, chain intact`;
  });

  step('No value anywhere', () => {
    const leaks = [...filesUnder(home)].filter((file) => holdsAKey(readFileSync(file)));
    expect(
      leaks.length === 0 && !holdsAKey(Buffer.from(printed)),
      `no key in any file or output ${leaks.join(' ')}`,
    );
    return 'files and output searched, 0 hits';
  });

  console.log('\nDone:');
  for (const [title, outcome] of done) console.log(`  ${title.padEnd(50)}  ${outcome}`);
} finally {
  fs.removeSync(home);
}

function build() {
  if (process.argv.includes('--no-build')) return;
  console.log('Building aim …');
  expect(
    nx(['build', '@aim/cli', '--outputStyle=static'], ['ignore', 'ignore', 'inherit']) === 0,
    'the build succeeded',
  );
}

function step(title, action) {
  console.log(`\n── ${title}`);
  done.push([title, action()]);
}

function run(args, { input = '', exitCodes = [0], quiet = false } = {}) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [aim, ...args], {
    cwd: project,
    env,
    input,
    encoding: 'utf8',
  });
  if (error) throw error;
  printed += stdout + stderr;
  if (!quiet) {
    console.log(`$ aim ${args.map((word) => (/[\s"'()]/.test(word) ? `'${word}'` : word)).join(' ')}`);
    show(stderr + stdout);
  }
  expect(exitCodes.includes(status), `aim ${args.slice(0, 2).join(' ')} exited ${status}`);
  return { stdout, status };
}

function json(args, exitCodes = [0]) {
  return JSON.parse(run([...args, '--json'], { exitCodes, quiet: true }).stdout);
}

function show(text) {
  if (text.trim() !== '') console.log(text.trimEnd().replace(/^/gm, '  '));
}

function holdsAKey(bytes) {
  return [ownKey, otherKey].some(
    (key) => bytes.includes(key) || bytes.includes(Buffer.from(key).toString('base64').slice(0, 20)),
  );
}

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (entry.isFile()) yield path;
  }
}

function expect(condition, what) {
  if (!condition) throw new Error(`The demonstration failed: ${what}`);
}
