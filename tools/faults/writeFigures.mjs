import { readFileSync, writeFileSync } from 'node:fs';
import { markdownTable } from './faultTable.mjs';

const figures = new URL('figures.json', import.meta.url);
const document = new URL('../../docs/reliability.md', import.meta.url);
const begin = '<!-- figures: written by `npm run test:faults -- --docs` -->';
const end = '<!-- end of figures -->';

/** Keeps what a run found, and what earlier ones found of what it did not try, in figures.json and the document. */
export function writeFigures(rows) {
  const kept = new Map(JSON.parse(readFileSync(figures, 'utf8')).map((row) => [keyOf(row), row]));
  for (const row of rows) kept.set(keyOf(row), row);
  const all = [...kept.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  writeFileSync(figures, `${JSON.stringify(all, null, 2)}\n`);
  const [head, rest] = readFileSync(document, 'utf8').split(begin);
  const tail = rest?.split(end)[1];
  if (tail === undefined)
    throw new Error(`docs/reliability.md has no place for the figures: ${begin} … ${end}`);
  writeFileSync(document, `${head}${begin}\n\n${markdownTable(all)}\n\n${end}${tail}`);
}

function keyOf({ operation, fault }) {
  return `${operation}\n${fault}`;
}
