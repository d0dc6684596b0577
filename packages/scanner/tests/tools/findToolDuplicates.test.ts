import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findToolDuplicates, type ToolFs } from '../../src/index.js';
import { tempDir } from '../support/tempDir.js';

function program(path: string, text = '#!/bin/sh\n'): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

function file(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function link(target: string, path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
  return path;
}

describe.skipIf(process.platform === 'win32')('findToolDuplicates', () => {
  it('tells which one runs, which are shadowed, their versions and how the others are removed', async () => {
    const home = tempDir();
    const npm = join(home, 'npm');
    program(join(npm, 'lib/node_modules/@scope/tool/cli.js'));
    file(join(npm, 'lib/node_modules/@scope/tool/package.json'), '{"version":"2.0.0"}');
    const first = link('../lib/node_modules/@scope/tool/cli.js', join(npm, 'bin/tool'));
    const venv = join(home, '.local/share/pipx/venvs/tool');
    const inVenv = program(join(venv, 'bin/tool'));
    file(join(venv, 'pipx_metadata.json'), '{"main_package":{"package":"tool","package_version":"1.1"}}');
    const second = link(inVenv, join(home, '.local/bin/tool'));
    const brewed = program(join(home, 'brew/Cellar/tool/3.1/bin/tool'));
    const third = link(brewed, join(home, 'brew/bin/tool'));
    const env = {
      PATH: [join(npm, 'bin'), join(home, '.local/bin')].join(':'),
      HOMEBREW_PREFIX: join(home, 'brew'),
    };
    const [found, ...more] = await findToolDuplicates({ commands: ['tool', 'absent'], env, home });
    expect(more).toEqual([]);
    expect(found).toEqual({
      command: 'tool',
      runs: {
        path: first,
        real_path: join(npm, 'lib/node_modules/@scope/tool/cli.js'),
        status: 'runs',
        owner: 'npm',
        package: '@scope/tool',
        version: '2.0.0',
        version_source: 'metadata',
        also_at: [],
        remove: ['npm', 'uninstall', '-g', '--prefix', npm, '@scope/tool'],
      },
      others: [
        {
          path: second,
          real_path: inVenv,
          status: 'shadowed',
          owner: 'pipx',
          package: 'tool',
          version: '1.1',
          version_source: 'metadata',
          also_at: [inVenv],
          remove: ['pipx', 'uninstall', 'tool'],
        },
        {
          path: third,
          real_path: brewed,
          status: 'off_path',
          owner: 'homebrew',
          package: 'tool',
          version: '3.1',
          version_source: 'metadata',
          also_at: [],
          remove: ['brew', 'uninstall', 'tool'],
        },
      ],
      versions_differ: true,
    });
  });

  it('does not take one file at two places for two', async () => {
    const home = tempDir();
    program(join(home, 'a/tool'));
    link('a', join(home, 'alias'));
    link(join(home, 'a/tool'), join(home, 'b/tool'));
    mkdirSync(join(home, 'c'));
    linkSync(join(home, 'a/tool'), join(home, 'c/tool'));
    const env = { PATH: ['a', 'alias', 'b', 'c', 'a'].map((name) => join(home, name)).join(':') };
    expect(await findToolDuplicates({ commands: ['tool'], env, home })).toEqual([]);
    program(join(home, 'd/tool'));
    const [found] = await findToolDuplicates({
      commands: ['tool', 'tool'],
      env: { PATH: `${env.PATH}:${home}/d` },
      home,
    });
    expect(found?.runs?.also_at).toEqual(['alias', 'b', 'c'].map((name) => join(home, name, 'tool')));
    expect(found?.others).toMatchObject([
      { path: join(home, 'd/tool'), owner: 'unknown', remove: null, version: null, version_source: null },
    ]);
    expect(found?.versions_differ).toBe(false);
  });

  it('asks the programs only when it is given a way to', async () => {
    const home = tempDir();
    const paths = [program(join(home, 'a/tool')), program(join(home, 'b/tool'))];
    const asked: string[] = [];
    const [found] = await findToolDuplicates({
      commands: ['tool'],
      env: { PATH: `${home}/a:${home}/b` },
      home,
      probeVersion: (path) => {
        asked.push(path);
        return path.includes('/a/') ? '1.0' : null;
      },
    });
    expect(asked).toEqual(paths);
    expect(found?.runs).toMatchObject({ version: '1.0', version_source: 'probe' });
    expect(found?.others[0]).toMatchObject({ version: null, version_source: null });
  });

  it('knows tools of uv and pip, and packages found by their entry point', async () => {
    const home = tempDir();
    const uv = join(home, 'uv-tools/ruff');
    program(join(uv, 'bin/ruff'));
    file(join(uv, 'uv-receipt.toml'), '[tool]\n');
    file(join(uv, 'lib/python3.12/site-packages/ruff-0.5.1.dist-info/METADATA'), '');
    const venv = join(home, 'venv');
    program(join(venv, 'bin/ruff'), `#!${venv}/bin/python3\nimport sys\n`);
    file(join(venv, 'lib/python3.11/site-packages/Ruff-0.4.0.dist-info/METADATA'), '');
    const other = join(home, 'other');
    program(join(other, 'bin/ruff'), `#!${other}/bin/python\n`);
    const info = join(other, 'lib/python3.11/site-packages/ruff_wrapper-9.dist-info');
    file(join(info, 'entry_points.txt'), '[console_scripts]\nruff=ruff_wrapper:main\n');
    const env = {
      PATH: [venv, other].map((folder) => join(folder, 'bin')).join(':'),
      UV_TOOL_DIR: join(home, 'uv-tools'),
    };
    const [found] = await findToolDuplicates({ commands: ['ruff'], env, home });
    expect([found?.runs, ...(found?.others ?? [])]).toMatchObject([
      { owner: 'pip', version: '0.4.0', remove: [`${venv}/bin/python3`, '-m', 'pip', 'uninstall', 'Ruff'] },
      { owner: 'pip', package: 'ruff_wrapper', version: '9' },
      { owner: 'uv', version: '0.5.1', status: 'off_path', remove: ['uv', 'tool', 'uninstall', 'ruff'] },
    ]);
  });

  it('looks into the prefix of .npmrc and the Node versions of nvm, and survives damaged metadata', async () => {
    const home = tempDir();
    const prefixes = [join(home, 'custom'), join(home, '.nvm/versions/node/v20.1.0')];
    file(join(home, '.npmrc'), 'prefix=~/custom\n');
    for (const prefix of prefixes) {
      program(join(prefix, 'lib/node_modules/tool/x.js'));
      file(join(prefix, 'lib/node_modules/tool/package.json'), '{"version":');
      link('../lib/node_modules/tool/x.js', join(prefix, 'bin/tool'));
    }
    const [found] = await findToolDuplicates({ commands: ['tool'], env: { PATH: '' }, home });
    expect(found?.runs).toBeNull();
    expect(
      found?.others.map(({ status, owner, version, remove }) => [status, owner, version, remove?.[4]]),
    ).toEqual(prefixes.map((prefix) => ['off_path', 'npm', null, prefix]));
  });

  it('knows the versions of the native installer, and pipx without a version of its own', async () => {
    const home = tempDir();
    const versions = join(home, '.local/share/claude/versions');
    link(program(join(versions, '2.1.0')), join(home, '.local/bin/claude'));
    const venv = join(home, '.local/share/pipx/venvs/claude');
    program(join(venv, 'bin/claude'));
    file(join(venv, 'pipx_metadata.json'), 'damaged');
    file(join(venv, 'lib/python3.9/site-packages/claude-0.1.dist-info/METADATA'), '');
    const [found] = await findToolDuplicates({
      commands: ['claude'],
      env: { PATH: join(home, '.local/bin') },
      home,
    });
    expect(found?.runs).toMatchObject({ owner: 'native', version: '2.1.0', remove: null });
    expect(found?.others).toMatchObject([{ owner: 'pipx', version: '0.1' }]);
  });
});

/** A Windows disk: paths and texts, without regard to case. */
function windowsFs(files: Readonly<Record<string, string>>): ToolFs {
  const texts = new Map(Object.entries(files).map(([path, text]) => [path.toLowerCase(), { path, text }]));
  return {
    realPath: (path) => {
      const text = texts.get(path.toLowerCase())?.text;
      return text?.startsWith('-> ') === true ? text.slice(3) : texts.get(path.toLowerCase())?.path;
    },
    identity: () => undefined,
    readText: (path) => texts.get(path.replaceAll('/', '\\').toLowerCase())?.text,
    list: (folder) => {
      const start = `${folder.toLowerCase()}\\`;
      const names = [...texts]
        .filter(([path]) => path.startsWith(start))
        .map(([, { path }]) => path.slice(start.length));
      return [...new Set(names.map((name) => name.split('\\')[0] ?? ''))];
    },
  };
}

describe('findToolDuplicates on Windows', () => {
  const home = 'C:\\Users\\me';
  const appData = `${home}\\AppData\\Roaming`;
  const local = `${home}\\AppData\\Local`;

  it('follows PATHEXT, and knows npm, winget, Scoop, pipx and uv', async () => {
    const files = {
      [`${appData}\\npm\\tool.cmd`]: 'node  "%~dp0\\node_modules\\tool\\cli.js" %*\r\n',
      [`${appData}\\npm\\tool`]: '#!/bin/sh',
      [`${appData}\\npm\\node_modules\\tool\\package.json`]: '{"version":"1.2.3"}',
      [`${local}\\Microsoft\\WinGet\\Links\\tool.exe`]: `-> ${local}\\Microsoft\\WinGet\\Packages\\Maker.Tool_Microsoft.Winget.Source_8wekyb\\tool.exe`,
      [`${home}\\scoop\\shims\\tool.exe`]: '',
      [`${home}\\scoop\\shims\\tool.shim`]: `path = "${home}\\scoop\\apps\\tool\\current\\tool.exe"`,
      [`${home}\\scoop\\apps\\tool\\current\\manifest.json`]: '{"version": "4.5"}',
      [`${home}\\.local\\bin\\tool.exe`]: '',
      [`${local}\\pipx\\pipx\\venvs\\tool\\Scripts\\tool.exe`]: '',
      [`${local}\\pipx\\pipx\\venvs\\tool\\pipx_metadata.json`]:
        '{"main_package":{"package":"tool","package_version":"0.9"}}',
    };
    const isFile = new Set(Object.keys(files).map((path) => path.toLowerCase()));
    const [found] = await findToolDuplicates({
      commands: ['tool'],
      platform: 'win32',
      home,
      env: { Path: `${home}\\.local\\bin;${appData}\\npm`, PATHEXT: '.COM;.EXE;.BAT;.CMD' },
      isExecutable: (path) => isFile.has(path.toLowerCase()),
      fs: windowsFs(files),
    });
    expect(found?.runs).toMatchObject({
      owner: 'pipx',
      version: '0.9',
      also_at: [`${local}\\pipx\\pipx\\venvs\\tool\\Scripts\\tool.exe`],
      remove: ['pipx', 'uninstall', 'tool'],
    });
    expect(
      found?.others.map(({ status, owner, version, remove }) => [status, owner, version, remove?.join(' ')]),
    ).toEqual([
      ['shadowed', 'npm', '1.2.3', `npm uninstall -g --prefix ${appData}\\npm tool`],
      ['off_path', 'winget', null, 'winget uninstall --id Maker.Tool'],
      ['off_path', 'scoop', '4.5', 'scoop uninstall tool'],
    ]);
  });

  it('takes paths that differ in case only for one', async () => {
    const files = { 'C:\\bin\\tool.exe': '' };
    const found = await findToolDuplicates({
      commands: ['tool'],
      platform: 'win32',
      home,
      env: { PATH: 'C:\\bin;c:\\BIN', PATHEXT: '.EXE' },
      isExecutable: (path) => /^c:\\bin\\tool\.exe$/i.test(path),
      fs: windowsFs(files),
    });
    expect(found).toEqual([]);
  });
});
