import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pipExtraIndexUrls, pipIndexUrl } from '../../src/managers/pipIndexUrl.js';
import { uvExtraIndexUrls, uvIndexUrl } from '../../src/managers/uvIndexUrl.js';
import { managerContext, put } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

describe('pipIndexUrl', () => {
  it('is the variable, whatever the files say', () => {
    const home = tempDir();
    put(join(home, '.config/pip/pip.conf'), '[global]\nindex-url = https://file/simple\n');
    expect(pipIndexUrl(managerContext(home, { env: { PIP_INDEX_URL: 'https://var/simple' } }))).toBe(
      'https://var/simple',
    );
    expect(pipIndexUrl(managerContext(home, { env: { PIP_CONFIG_FILE: '/dev/null' } }))).toBe(
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
    expect(pipIndexUrl(managerContext(home, { platform, env }))).toBe('https://file/simple');
  });

  it('takes a setting for installations from one file before a general one from another', () => {
    const home = tempDir();
    put(join(home, '.config/pip/pip.conf'), '[global]\nindex-url = https://general/simple\n');
    put(join(home, '.pip/pip.conf'), '[install]\nindex-url = https://install/simple\n');
    expect(pipIndexUrl(managerContext(home))).toBe('https://install/simple');
  });
});

describe('uvIndexUrl', () => {
  it.each([
    [{ UV_DEFAULT_INDEX: 'https://a/simple', UV_INDEX_URL: 'https://b' }, 'https://a/simple'],
    [{ UV_DEFAULT_INDEX: 'corp=https://a/simple' }, 'https://a/simple'],
    [{ UV_INDEX_URL: 'https://b/simple' }, 'https://b/simple'],
    [{ UV_NO_CONFIG: '1' }, 'https://pypi.org/simple'],
  ] as const)('with %j is %s', (env, url) => {
    const home = tempDir();
    put(join(home, '.config/uv/uv.toml'), 'index-url = "https://file/simple"\n');
    expect(uvIndexUrl(managerContext(home, { env }))).toBe(url);
  });

  it.each([
    ['index-url = "https://file/simple"\n[pip]\nindex-url = "https://pip"\n'],
    [
      '[[index]]\nname = "x"\nurl = "https://extra"\n\n[[index]]\nurl = \'https://file/simple\'\ndefault = true\n',
    ],
  ])('is read from uv.toml: %j', (text) => {
    const home = tempDir();
    put(join(home, '.config/uv/uv.toml'), text);
    expect(uvIndexUrl(managerContext(home))).toBe('https://file/simple');
    const file = put(join(home, 'mine.toml'), text);
    expect(uvIndexUrl(managerContext('/nowhere', { env: { UV_CONFIG_FILE: file } }))).toBe(
      'https://file/simple',
    );
    put(join(home, 'roam/uv/uv.toml'), text);
    const windows = managerContext('/nowhere', { platform: 'win32', env: { APPDATA: join(home, 'roam') } });
    expect(uvIndexUrl(windows)).toBe('https://file/simple');
  });

  it('is the public index where only additional ones are named', () => {
    const home = tempDir();
    put(join(home, '.config/uv/uv.toml'), '[[index]]\nurl = "https://extra"\n');
    expect(uvIndexUrl(managerContext(home))).toBe('https://pypi.org/simple');
  });
});

describe('further indexes', () => {
  it('of pip are in its variable, else in its files, one or several lines', () => {
    const home = tempDir();
    const text =
      '[global]\nextra-index-url =\n    https://a/simple\n    # not this\n    https://b/simple\n\nindex-url = https://m\n';
    put(join(home, '.config/pip/pip.conf'), text);
    const context = managerContext(home);
    expect(pipExtraIndexUrls(context)).toEqual(['https://a/simple', 'https://b/simple']);
    expect(pipIndexUrl(context)).toBe('https://m');
    const env = { PIP_EXTRA_INDEX_URL: 'https://c/simple https://d/simple' };
    expect(pipExtraIndexUrls(managerContext(home, { env }))).toEqual([
      'https://c/simple',
      'https://d/simple',
    ]);
    expect(pipExtraIndexUrls(managerContext(tempDir()))).toEqual([]);
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
    expect(uvExtraIndexUrls(managerContext(home, { env }))).toEqual(urls);
    expect(uvExtraIndexUrls(managerContext(tempDir()))).toEqual([]);
  });
});
