import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pipIndexes } from '../../src/managers/pipIndexes.js';
import { uvIndexes } from '../../src/managers/uvIndexes.js';
import { managerContext, put } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

const urlOf = ({ url }: { readonly url: string }): string => url;

describe('the index of pip', () => {
  it('is the variable, whatever the files say', () => {
    const home = tempDir();
    put(join(home, '.config/pip/pip.conf'), '[global]\nindex-url = https://file/simple\n');
    expect(pipIndexes(managerContext(home, { env: { PIP_INDEX_URL: 'https://var/simple' } })).main.url).toBe(
      'https://var/simple',
    );
    expect(pipIndexes(managerContext(home, { env: { PIP_CONFIG_FILE: '/dev/null' } })).main.url).toBe(
      'https://pypi.org/simple',
    );
  });

  it.each([
    ['linux', '.config/pip/pip.conf', {}],
    ['linux', '.pip/pip.conf', {}],
    ['linux', 'xdg/pip/pip.conf', { XDG_CONFIG_HOME: 'xdg' }],
    ['linux', 'my.conf', { PIP_CONFIG_FILE: 'my.conf' }],
    ['darwin', 'Library/Application Support/pip/pip.conf', {}],
    ['win32', 'roam/pip/pip.ini', { AppData: 'roam' }],
    ['win32', 'AppData/Roaming/pip/pip.ini', {}],
  ] as const)('is read on %s from %s', (platform, file, variables) => {
    const home = tempDir();
    put(
      join(home, file),
      '; a comment\n[install]\nindex_url: https://file/simple  \r\n[global]\nindex-url=https://other\n',
    );
    const env = Object.fromEntries(Object.entries(variables).map(([name, path]) => [name, join(home, path)]));
    expect(pipIndexes(managerContext(home, { platform, env })).main.url).toBe('https://file/simple');
  });

  it('takes a setting for installations from one file before a general one from another', () => {
    const home = tempDir();
    put(join(home, '.config/pip/pip.conf'), '[global]\nindex-url = https://general/simple\n');
    put(join(home, '.pip/pip.conf'), '[install]\nindex-url = https://install/simple\n');
    expect(pipIndexes(managerContext(home)).main.url).toBe('https://install/simple');
  });
});

describe('the index of uv', () => {
  it.each([
    [{ UV_DEFAULT_INDEX: 'https://a/simple', UV_INDEX_URL: 'https://b' }, 'https://a/simple'],
    [{ UV_DEFAULT_INDEX: 'corp=https://a/simple' }, 'https://a/simple'],
    [{ UV_INDEX_URL: 'https://b/simple' }, 'https://b/simple'],
    [{ UV_NO_CONFIG: '1' }, 'https://pypi.org/simple'],
  ] as const)('with %j is %s', (env, url) => {
    const home = tempDir();
    put(join(home, '.config/uv/uv.toml'), 'index-url = "https://file/simple"\n');
    expect(uvIndexes(managerContext(home, { env })).main.url).toBe(url);
  });

  it.each([
    ['index-url = "https://file/simple"\n[pip]\nindex-url = "https://pip"\n'],
    [
      '[[index]]\nname = "x"\nurl = "https://extra"\n\n[[index]]\nurl = \'https://file/simple\'\ndefault = true\n',
    ],
  ])('is read from uv.toml: %j', (text) => {
    const home = tempDir();
    put(join(home, '.config/uv/uv.toml'), text);
    expect(uvIndexes(managerContext(home)).main.url).toBe('https://file/simple');
    const file = put(join(home, 'mine.toml'), text);
    expect(uvIndexes(managerContext('/nowhere', { env: { UV_CONFIG_FILE: file } })).main.url).toBe(
      'https://file/simple',
    );
    put(join(home, 'roam/uv/uv.toml'), text);
    const windows = managerContext('/nowhere', { platform: 'win32', env: { APPDATA: join(home, 'roam') } });
    expect(uvIndexes(windows).main.url).toBe('https://file/simple');
  });

  it('is the public index where only additional ones are named', () => {
    const home = tempDir();
    put(join(home, '.config/uv/uv.toml'), '[[index]]\nurl = "https://extra"\n');
    expect(uvIndexes(managerContext(home)).main.url).toBe('https://pypi.org/simple');
  });
});

describe('further indexes', () => {
  it('of pip are in its variable, else in its files, one or several lines', () => {
    const home = tempDir();
    const text =
      '[global]\nextra-index-url =\n    https://a/simple\n    # not this\n    https://b/simple\n\nindex-url = https://m\n';
    put(join(home, '.config/pip/pip.conf'), text);
    const context = managerContext(home);
    expect(pipIndexes(context).extra.map(urlOf)).toEqual(['https://a/simple', 'https://b/simple']);
    expect(pipIndexes(context).main.url).toBe('https://m');
    const env = { PIP_EXTRA_INDEX_URL: 'https://c/simple https://d/simple' };
    expect(pipIndexes(managerContext(home, { env })).extra.map(urlOf)).toEqual([
      'https://c/simple',
      'https://d/simple',
    ]);
    expect(pipIndexes(managerContext(tempDir())).extra.map(urlOf)).toEqual([]);
  });

  it('of uv are in its variables and its files, less those that are used only where named', () => {
    const home = tempDir();
    const text = `extra-index-url = [
  "https://a/simple",
  'https://b/simple',
]
[[index]]
url = "https://c/simple"
[[index]]
url = "https://d/simple"
explicit = true
[[index]]
url = "https://e/simple"
default = true
`;
    put(join(home, '.config/uv/uv.toml'), text);
    const env = { UV_INDEX: 'corp=https://f/simple', UV_EXTRA_INDEX_URL: 'https://g/simple' };
    const urls = ['f', 'g', 'a', 'b', 'c'].map((name) => `https://${name}/simple`);
    expect(uvIndexes(managerContext(home, { env })).extra.map(urlOf)).toEqual(urls);
    expect(uvIndexes(managerContext(tempDir())).extra.map(urlOf)).toEqual([]);
  });

  it('are known with what sets them', () => {
    const home = tempDir();
    const pip = put(join(home, '.config/pip/pip.conf'), '[global]\nextra-index-url = https://a/simple\n');
    const uv = put(join(home, '.config/uv/uv.toml'), 'index-url = "https://b/simple"\n');
    const context = managerContext(home, { env: { UV_INDEX: 'https://c/simple' } });
    expect(pipIndexes(context)).toEqual({
      main: { url: 'https://pypi.org/simple', setBy: "pip's default, PIP_INDEX_URL not being set" },
      extra: [{ url: 'https://a/simple', setBy: `extra-index-url in ${pip}` }],
    });
    expect(uvIndexes(context)).toEqual({
      main: { url: 'https://b/simple', setBy: uv },
      extra: [{ url: 'https://c/simple', setBy: 'UV_INDEX' }],
    });
  });
});
