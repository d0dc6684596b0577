import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { npmTarball, pythonSdist, pythonWheel } from '../registries.mjs';
import { temporaryHome } from './run.js';

const files = { 'lib/größe.txt': 'größer\n', 'empty.txt': '', 'large.bin': Buffer.alloc(70_000, 7) };
const npmPackage = { name: '@acme/box', version: '1.0.0', bin: { box: 'empty.txt' }, files };

it('packs the same bytes for the same package', () => {
  expect(npmTarball(npmPackage).equals(npmTarball({ ...npmPackage, tag: 'next', publishedAt: 5 }))).toBe(
    true,
  );
  const wheel = { name: 'box', version: '1.0', files };
  expect(pythonWheel(wheel).equals(pythonWheel(wheel))).toBe(true);
  expect(pythonSdist(wheel).equals(pythonSdist(wheel))).toBe(true);
});

it('refuses a path a tar header cannot hold', () => {
  expect(() => npmTarball({ ...npmPackage, files: { ['a'.repeat(120)]: '' } })).toThrow(
    'longer than the 100 bytes',
  );
});

it.skipIf(spawnSync('tar', ['--version']).error)('packs npm packages that tar reads', () => {
  const home = temporaryHome();
  const path = join(home, 'box.tgz');
  writeFileSync(path, npmTarball(npmPackage));
  const tar = (...args: string[]) => execFileSync('tar', args, { cwd: home, encoding: 'buffer' });
  expect(tar('-tvzf', path).toString()).toMatch(/-rwxr-xr-x .* package\/empty\.txt/);
  expect(tar('-xzOf', path, 'package/large.bin').equals(files['large.bin'])).toBe(true);
  expect(JSON.parse(tar('-xzOf', path, 'package/package.json').toString())).toEqual({
    name: '@acme/box',
    version: '1.0.0',
    bin: { box: 'empty.txt' },
  });
});

it.skipIf(spawnSync('python3', ['--version']).error)('packs wheels that Python finds whole', () => {
  const path = join(temporaryHome(), 'box-1.0-py3-none-any.whl');
  writeFileSync(path, pythonWheel({ name: 'box', version: '1.0', files }));
  const script = `import sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
print(wheel.testzip(), sorted(wheel.namelist()), wheel.read("lib/größe.txt").decode())`;
  const stdout = execFileSync('python3', ['-X', 'utf8', '-c', script, path], { encoding: 'utf8' });
  expect(stdout).toMatch(/^None \['box-1\.0\.dist-info\/METADATA'.*'lib\/größe\.txt'\] größer\n/);
});
