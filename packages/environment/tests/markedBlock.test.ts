import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropBlocks, findBlocks, putBlock } from '../src/markedBlock.js';

const input = { name: 'aim', lines: ['one', 'two'], lineEnd: '\n', creates: false };
const block = '# >>> aim >>>\none\ntwo\n# <<< aim <<<\n';

function blocksOf(text: string) {
  const scan = findBlocks(text, 'aim');
  if ('damaged' in scan) throw new Error(`${scan.damaged} is missing`);
  return scan.blocks;
}

const put = (text: string, changes: Partial<typeof input> = {}) =>
  putBlock(text, blocksOf(text), { ...input, ...changes });
const drop = (text: string) => dropBlocks(text, blocksOf(text));

describe('a marked block', () => {
  it('stands at the end of the text', () => {
    expect(put('a\n')).toBe(`a\n${block}`);
    expect(put('')).toBe(block);
  });

  it('is replaced where it stands', () => {
    expect(put(`a\n${block}b\n`, { lines: ['new'] })).toBe('a\n# >>> aim >>>\nnew\n# <<< aim <<<\nb\n');
  });

  it('takes the place of the first of several', () => {
    expect(put(`a\n${block}b\n${block}c\n${block}`)).toBe(`a\n${block}b\nc\n`);
    expect(drop(`a\n${block}b\n${block}c`)).toBe('a\nb\nc');
  });

  it('is found with Windows line ends, with blanks around the markers and without a last line break', () => {
    expect(drop('a\r\n# >>> aim >>>\r\nx\r\n# <<< aim <<<\r\nb')).toBe('a\r\nb');
    expect(drop('a\n  # >>> aim >>>\nx\n# <<< aim <<<  ')).toBe('a\n');
  });

  it.each([
    ['no end', '# >>> aim >>>\nx\n', '# <<< aim <<<'],
    ['no beginning', 'x\n# <<< aim <<<\n', '# >>> aim >>>'],
    ['two beginnings', `# >>> aim >>>\n${block}`, '# <<< aim <<<'],
    ['two ends', `${block}# <<< aim <<<\n`, '# >>> aim >>>'],
  ])('is damaged with %s', (_title, text, damaged) => {
    expect(findBlocks(text, 'aim')).toEqual({ damaged });
  });

  it('is not mistaken for the block of another name', () => {
    expect(findBlocks('# >>> aim other >>>\n# >>> conda >>>\n', 'aim')).toEqual({ blocks: [] });
  });

  const text = fc
    .array(fc.constantFrom('a', '# x', '', '\r', ' ', 'export A=1', '# >>> conda >>>'), { maxLength: 8 })
    .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => lines.join(end)));

  it('leaves the text as it was when it is dropped', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('\n', '\r\n'), (before, lineEnd) => {
        const once = put(before, { lineEnd });
        expect(put(once, { lineEnd })).toBe(once);
        expect(drop(put(once, { lineEnd, lines: ['changed'] }))).toBe(before);
      }),
    );
  });

  it('keeps the added line break when something was written after it', () => {
    expect(drop(`${put('a')}b\n`)).toBe('a\nb\n');
  });

  it('takes along a file that was made for it, unless something was added', () => {
    const made = put('', { creates: true });
    expect(drop(made)).toBeUndefined();
    expect(drop(put(made, { lines: ['changed'] }))).toBeUndefined();
    expect(drop(`${made}alias x=y\n`)).toBe('alias x=y\n');
    expect(drop(put(''))).toBe('');
  });
});
