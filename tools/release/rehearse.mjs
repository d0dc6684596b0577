// A release, rehearsed: the repository is copied, versioned and published to a loopback registry; a project of a
// stranger installs from it and runs; then one package changes, and a second release must touch only that one, those
// that depend on it and the command that bundles it. Needs `npm run build` first, and the npm registry for what is not ours.
import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startNpmRegistry } from '../testing/registries/registries.mjs';
import { publishedPackages, root } from './publishedPackages.mjs';

// The registry lives in this process, so nothing here may wait for a child without letting it answer.
const start = promisify(execFile);
const scratch = mkdtempSync(join(tmpdir(), 'aim-release-'));
const registry = await startNpmRegistry();
try {
  const copy = join(scratch, 'repository');
  await copyRepository(copy);
  const first = await release(copy, 'the first release');
  expect(first.length === publishedPackages().length, `the first release published ${first.join(', ')}`);
  await useAsStranger();
  appendFileSync(join(copy, 'packages/versions/README.md'), '\nA second release.\n');
  writeFileSync(join(copy, '.changeset', 'second.md'), `---\n'@aim/versions': patch\n---\n\nSay more.\n`);
  const second = (await release(copy, 'a second release')).toSorted((a, b) => a.localeCompare(b));
  expect(
    JSON.stringify(second) === JSON.stringify(['@aim/cli', '@aim/versions']),
    `the second release published ${second.join(', ')}`,
  );
  console.log('the release works');
} finally {
  await registry.close();
  rmSync(scratch, { recursive: true, force: true });
}

/** The files of the repository with what was built, and its own history of one commit. */
async function copyRepository(copy) {
  const skipped = /[\\/](node_modules|coverage|out-tsc|\.nx|\.git)$/;
  cpSync(root, copy, { recursive: true, filter: (path) => !skipped.test(path) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  await commit(copy, 'Start', ['init', '--quiet', '--initial-branch=main']);
}

/** Versions and publishes what has changesets; the names of the packages that were published. */
async function release(copy, title) {
  const before = published();
  await run(copy, ['tools/release/bumpBundlers.mjs']);
  await run(copy, ['node_modules/@changesets/cli/bin.js', 'version']);
  await commit(copy, title);
  await run(copy, ['node_modules/@changesets/cli/bin.js', 'publish', '--no-git-tag']);
  const after = published();
  return [...after].filter(([name, versions]) => versions !== before.get(name)).map(([name]) => name);
}

function published() {
  const versions = new Map();
  for (const { method, path } of registry.requests)
    if (method === 'PUT' && path.startsWith('/@aim/'))
      versions.set(path.slice(1), (versions.get(path.slice(1)) ?? 0) + 1);
  return versions;
}

/** Installs two packages and the command into a project elsewhere, and uses them. */
async function useAsStranger() {
  const consumer = join(scratch, 'consumer');
  mkdirSync(consumer);
  writeFileSync(join(consumer, '.npmrc'), `@aim:registry=${registry.url}/\n`);
  writeFileSync(join(consumer, 'package.json'), '{"name":"consumer","type":"module","private":true}');
  await npm(consumer, [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '@aim/secrets',
    '@aim/versions',
    '@aim/cli',
  ]);
  writeFileSync(
    join(consumer, 'use.mjs'),
    `import { compareVersions } from '@aim/versions'; import { formatSecrets } from '@aim/secrets';
     if (compareVersions('semver', '1.0.0', '1.1.0') !== -1 || typeof formatSecrets !== 'function') process.exit(1);`,
  );
  await run(consumer, ['use.mjs']);
  const env = { ...process.env, AIM_HOME: join(scratch, 'aim'), HOME: scratch };
  const check = ['node_modules/@aim/cli/bin/aim.cjs', 'health', 'check', '--only', 'config', '--json'];
  const { stdout } = await start(process.execPath, check, { cwd: consumer, env });
  expect(JSON.parse(stdout).overall_status === 'healthy', `aim health check answered ${stdout}`);
}

async function commit(folder, message, init) {
  const identity = [
    '-c',
    'user.name=release',
    '-c',
    'user.email=release@localhost',
    '-c',
    'commit.gpgsign=false',
  ];
  if (init) await start('git', init, { cwd: folder });
  await start('git', ['add', '--all'], { cwd: folder });
  await start('git', [...identity, 'commit', '--quiet', '--message', message], { cwd: folder });
}

async function run(folder, args) {
  const userconfig = join(scratch, 'npmrc');
  writeFileSync(
    userconfig,
    `registry=${registry.url}/\n${registry.url.replace('http:', '')}/:_authToken=rehearsal\n`,
  );
  const env = { ...process.env, npm_config_userconfig: userconfig, npm_config_registry: `${registry.url}/` };
  await start(process.execPath, args, { cwd: folder, env });
}

async function npm(folder, args) {
  await start('npm', args, { cwd: folder, shell: process.platform === 'win32' });
}

function expect(holds, found) {
  if (!holds) throw new Error(found);
  console.log(`ok: ${found}`);
}
