import { readFileSync, writeFileSync } from 'node:fs';

const begin = '<!-- figures: written by `npm run test:faults -- --docs` -->';
const end = '<!-- end of figures -->';

/** Puts a table between the two marks of a document. */
export function writeFigures(file, table) {
  const [head, rest] = readFileSync(file, 'utf8').split(begin);
  const tail = rest?.split(end)[1];
  if (tail === undefined) throw new Error(`${file} has no place for the figures: ${begin} … ${end}`);
  writeFileSync(file, `${head}${begin}\n\n${table}\n\n${end}${tail}`);
}
