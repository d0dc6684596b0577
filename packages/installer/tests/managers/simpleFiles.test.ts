import { describe, expect, it } from 'vitest';
import { parseSimpleHtml, parseSimpleJson } from '../../src/managers/simpleFiles.js';

const hash = 'AB'.repeat(32);

describe('parseSimpleJson', () => {
  it('reads name, hash, withdrawal and time, and ignores what has no name', () => {
    const files = [
      {
        filename: 'a-1.whl',
        hashes: { sha256: hash },
        yanked: false,
        'upload-time': '2024-01-02T03:04:05.678901Z',
      },
      { filename: 'a-2.whl', hashes: {}, yanked: 'broken' },
      { filename: 'a-3.whl', hashes: { sha256: 'not hex' }, yanked: true, 'upload-time': 'never' },
      { filename: 7 },
      null,
    ];
    expect(parseSimpleJson(JSON.stringify({ files }))).toEqual([
      {
        name: 'a-1.whl',
        sha256: hash.toLowerCase(),
        yanked: false,
        uploadedAt: Date.UTC(2024, 0, 2, 3, 4, 5, 678),
      },
      { name: 'a-2.whl', yanked: true },
      { name: 'a-3.whl', yanked: true },
    ]);
  });

  it.each(['', '[]', '{}', '{"files":{}}', '<html>'])('takes %j for something else', (text) => {
    expect(parseSimpleJson(text)).toBeUndefined();
  });
});

describe('parseSimpleHtml', () => {
  it('reads links in whatever way they are quoted', () => {
    const page = `<!DOCTYPE html><h1>Links for a</h1>
      <a href="../../f/a-1.0.tar.gz?x=1&amp;y=2#egg=a&amp;sha256=${hash}" data-requires-python="&gt;=3.7">a-1.0</a>
      <A class=x HREF='https://h/f/a-2.0%2Blocal-py3-none-any.whl' data-yanked>a</A>
      <a data-yanked="bad > worse" href=a-3.0.zip data-upload-time="2024-01-02T00:00:00Z">a</a>
      <a>no link</a> <abbr href="a-4.0.zip"> <a href="/simple/"></a>`;
    expect(parseSimpleHtml(page)).toEqual([
      { name: 'a-1.0.tar.gz', sha256: hash.toLowerCase(), yanked: false },
      { name: 'a-2.0+local-py3-none-any.whl', yanked: true },
      { name: 'a-3.0.zip', yanked: true, uploadedAt: Date.UTC(2024, 0, 2) },
    ]);
  });

  it('survives a name that is badly encoded', () => {
    expect(parseSimpleHtml('<a href="a-%zz.zip">')).toEqual([{ name: 'a-%zz.zip', yanked: false }]);
  });
});
