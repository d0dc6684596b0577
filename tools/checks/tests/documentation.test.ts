import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../../..', import.meta.url).pathname;
const pages = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((page) => page !== '' && existsSync(join(root, page)));

const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** What is written as code shows links and brackets that are none. */
const withoutCode = (text: string): string =>
  text.replace(/^(```|~~~)[^]*?^\1$/gm, '').replace(/`[^`\n]*`/g, '');

/** The names that a heading of a page can be linked by, as GitHub makes them. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...read(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
  const named = [...read(page).matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = '']) => name);
  return new Set([...headings, ...named]);
}

function brokenLinks(page: string): string[] {
  const links = [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).has(anchor);
  });
}

describe('the documentation', () => {
  it('leads from every link to a place that is there', () => {
    expect(pages).toContain('README.md');
    expect(pages.flatMap((page) => brokenLinks(page).map((link) => `${page}: ${link}`))).toEqual([]);
  });

  it('names in its checklist tests that there are', () => {
    const named = [...read('docs/CHECKLIST.md').matchAll(/\]\(([^)]+\.test\.ts)\): (.+?) *\|$/gm)];
    expect(named.length).toBeGreaterThan(25);
    const missing = named.filter(([, file = '', title = '']) => {
      const source = read(join('docs', file));
      return ![title, title.replaceAll("'", '’')].some((text) => source.includes(text));
    });
    expect(missing.map(([, file, title]) => `${file}: ${title}`)).toEqual([]);
  });
});
