import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/reliability-cases.md', root), 'utf8');
const rows = page.split('\n').flatMap((line) => {
  const number = /^\| *(\d+) *\|/.exec(line)?.[1];
  return number === undefined ? [] : [{ number: Number(number), line }];
});
const named = [...page.matchAll(/`(\S+\.test\.ts) › ([^`]+)`/g)].map(([, file = '', title = '']) => ({
  file,
  title,
}));

describe('the page of reliability cases', () => {
  it('has a row for each of the 68 cases, with a test', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 68 }, (_, index) => index + 1));
    for (const { line } of rows) expect(line).toContain('.test.ts › ');
  });

  it('names tests that exist', () => {
    expect(named.length).toBeGreaterThan(130);
    const missing = named.filter(({ file, title }) => {
      const path = new URL(file, root);
      return !existsSync(path) || !titlesOf(path).includes(title);
    });
    expect(missing).toEqual([]);
  });
});

const texts = new Map<string, readonly string[]>();

/** Every text in quotes that is given to a call, as the title of a test is, without the escapes of its quotes. */
function titlesOf(path: URL): readonly string[] {
  const known = texts.get(path.href) ?? read(path);
  texts.set(path.href, known);
  return known;
}

function read(path: URL): readonly string[] {
  const source = readFileSync(path, 'utf8');
  return [...source.matchAll(/\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g)].map(([, , text = '']) =>
    text.replace(/\\(['"`])/g, '$1'),
  );
}
