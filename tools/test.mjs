#!/usr/bin/env node
// Runs every package's tests through Nx and prints what was run: tests and line coverage per package, then one line
// with the sums. Results of unchanged packages come from Nx's cache and count the same.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { nx } from './nx.mjs';

const status = nx(['run-many', '-t', 'test', '--outputStyle=static', ...process.argv.slice(2)]);

const sums = { passed: 0, failed: 0, skipped: 0 };
const rows = [];
for (const manifest of globSync([
  'packages/*/package.json',
  'adapters/package.json',
  'apps/*/package.json',
  'tools/**/project.json',
]).sort()) {
  const folder = dirname(manifest);
  const { name } = JSON.parse(readFileSync(manifest, 'utf8'));
  const results = read(join(folder, 'coverage', 'results.json'));
  const coverage = read(join(folder, 'coverage', 'coverage-summary.json'));
  if (!results) {
    rows.push([name, 'no result']);
    sums.failed += 1;
    continue;
  }
  sums.passed += results.numPassedTests;
  sums.failed += results.numFailedTests;
  sums.skipped += results.numPendingTests + results.numTodoTests;
  rows.push([
    name,
    `${results.numPassedTests} passed`,
    `${results.numFailedTests} failed`,
    ...(coverage ? [`${coverage.total.lines.pct} % lines`] : []),
  ]);
}

console.log();
for (const [name, ...cells] of rows)
  console.log(`${name.padEnd(16)}${cells.map((cell) => cell.padStart(14)).join('')}`);
console.log();
if (status !== 0 && sums.failed === 0) sums.failed = 1;
console.log(`${sums.passed} passed, ${sums.failed} failed${sums.skipped ? `, ${sums.skipped} skipped` : ''}`);
process.exitCode = status === 0 && sums.failed === 0 ? 0 : 1;

function read(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
