#!/usr/bin/env node
// npm run test:fuzz [-- --only WORD] [-- --docs]
// Feeds every parser AIM_FUZZ_RUNS texts and ends with what came of them. --docs keeps the figures in
// docs/reliability.md; --only takes the packages whose folder holds the word.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { markdownTable, sumFaults } from '../faults/faultTable.mjs';
import { writeFigures } from '../faults/writeFigures.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({ options: { docs: { type: 'boolean' }, only: { type: 'string' } } });
const runs = process.env.AIM_FUZZ_RUNS ?? '2000';
const folder = mkdtempSync(join(tmpdir(), 'aim-fuzz-'));
const log = join(folder, 'log.jsonl');
const env = { ...process.env, AIM_FUZZ_RUNS: runs, AIM_FAULT_LOG: log };
const failed = [];
try {
  const folders = ['packages/*', 'adapters', 'apps/*'];
  const files = globSync(
    folders.map((folder) => `${folder}/tests/fuzz.test.ts`),
    { cwd: root },
  );
  for (const file of files.filter((name) => name.includes(values.only ?? '')).sort()) {
    const tested = dirname(dirname(file));
    const options = [
      '--root',
      tested,
      '--config',
      join(root, 'vitest.config.ts'),
      '--coverage.enabled=false',
    ];
    const command = ['node_modules/vitest/vitest.mjs', 'run', ...options, '--testTimeout=900000'];
    const { status } = spawnSync(process.execPath, [...command, 'tests/fuzz.test.ts'], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    if (status !== 0) failed.push(tested);
  }
  finish();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function finish() {
  const text = existsSync(log) ? readFileSync(log, 'utf8').trim() : '';
  const parsers = text === '' ? [] : text.split('\n').map((line) => JSON.parse(line));
  const rows = sumFaults(parsers);
  const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
  console.log(markdownTable(rows));
  console.log(
    `\n${parsers.length} parsers × ${runs} texts: ${sum('tried')} texts tried, ${sum('losses')} failures`,
  );
  if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
  if (values.docs) writeFigures(rows);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
