#!/usr/bin/env node
// The import rules of the house. Every import in every source file is checked against the table below;
// a violation is an error with its file and line.
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import ts from 'typescript';

/** Which packages of ours each package may import. */
const mayImport = {
  core: [],
  exec: ['core'],
  config: ['core'],
  audit: ['core'],
  secrets: ['core'],
  versions: ['core'],
  adapters: ['core'],
  registry: ['core', 'exec'],
  health: ['core', 'exec'],
  installer: ['core', 'exec'],
  scanner: ['core', 'exec'],
  environment: ['core', 'exec'],
  workstream: ['core', 'exec'],
  runtime: ['*'],
  cli: ['*'],
  'orchestrator-plugin': ['*'],
};

/** Modules that only one place may touch: the path prefix that may import them. */
const doors = {
  execa: ['packages/exec/src/'],
  child_process: ['packages/exec/src/', 'packages/secrets/src/keychainProcess.ts'],
  clipanion: ['apps/cli/src/'],
  typanion: ['apps/cli/src/'],
  keytar: ['packages/secrets/keychain/'],
};

const apps = new Set(['cli', 'orchestrator-plugin']);

const files = globSync([
  'packages/*/{src,keychain}/**/*.{ts,cjs,mjs}',
  'adapters/src/**/*.ts',
  'apps/*/src/**/*.ts',
]);
const violations = files.flatMap((file) => {
  const text = readFileSync(file, 'utf8');
  const { name, dependencies } = manifestOf(file);
  const builtins = [...text.matchAll(/getBuiltinModule\('([^']+)'\)/g)].map(
    ({ 1: fileName, index: pos }) => ({
      fileName,
      pos,
    }),
  );
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return [...importedFiles, ...builtins].flatMap(({ fileName, pos }) => {
    const problem = violation({ file, from: name, specifier: fileName, dependencies });
    return problem ? [`${file}:${text.slice(0, pos).split('\n').length}: ${problem}`] : [];
  });
});

for (const line of violations) console.error(line);
console.error(
  violations.length
    ? `${violations.length} import(s) against the rules`
    : `${files.length} files keep the import rules`,
);
process.exitCode = violations.length ? 1 : 0;

function manifestOf(file) {
  const root = file.startsWith('adapters/') ? 'adapters' : file.split('/').slice(0, 2).join('/');
  const manifest = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  return {
    name: manifest.name.replace('@aim/', ''),
    dependencies: new Set(
      ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].flatMap((kind) =>
        Object.keys(manifest[kind] ?? {}),
      ),
    ),
  };
}

function violation({ file, from, specifier, dependencies }) {
  if (specifier.startsWith('.'))
    return specifier.includes('../src/') ? 'reaches into another package' : undefined;
  const module = specifier.replace(/^node:/, '');
  const allowed = doors[module];
  if (allowed && !allowed.some((prefix) => file.startsWith(prefix)))
    return `'${module}' may be imported only in ${allowed.join(', ')}`;
  if (specifier.startsWith('node:')) return undefined;
  const packageName = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  if (!dependencies.has(packageName)) return `'${packageName}' is not in the package's package.json`;
  if (from === 'core') return 'core depends on nothing but node:';
  if (!packageName.startsWith('@aim/')) return undefined;
  const target = packageName.replace('@aim/', '');
  if (apps.has(target)) return `nobody imports an app ('${packageName}')`;
  const permitted = mayImport[from] ?? [];
  return permitted.includes('*') || permitted.includes(target)
    ? undefined
    : `${from} may not import ${packageName}`;
}
