#!/usr/bin/env node
// The lock file serves every platform and names no registry: npm leaves out other platforms' packages when it updates
// a lock in place, and a recorded address would bind everyone to one mirror.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const problems = [];
for (const [path, entry] of Object.entries(packages)) {
  if (/^https?:/.test(entry.resolved ?? '')) problems.push(`${path} records where it was downloaded from`);
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!findInstalled(path, name)) problems.push(`${path || 'the root'} names ${name}, which is not locked`);
  }
}
for (const problem of problems) console.error(problem);
if (problems.length > 0)
  console.error('Lock anew: rm -rf node_modules package-lock.json && npm install --package-lock-only');
console.error(
  problems.length ? `${problems.length} problem(s) in package-lock.json` : 'package-lock.json is complete',
);
process.exitCode = problems.length > 0 ? 1 : 0;

/** As Node looks it up: in the package's own node_modules, then in each one above. */
function findInstalled(from, name) {
  for (let folder = from; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true;
    if (!folder.includes('/node_modules/')) return Boolean(packages[`node_modules/${name}`]);
  }
}
