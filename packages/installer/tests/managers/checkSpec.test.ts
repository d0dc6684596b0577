import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allManagers, managerById } from '../../src/managers/allManagers.js';
import { checkName, checkSpec } from '../../src/managers/checkSpec.js';
import { managerIds, type ManagerId } from '../../src/PackageManager.js';

const hostile = [
  '',
  '-g',
  '--index-url=https://evil',
  '--registry=http://evil',
  'git+ssh://host/x',
  'git+https://host/x.git',
  'https://host/x.tgz',
  'file:../x',
  './x',
  '../x',
  '/etc/passwd',
  '~/x',
  'C:\\x',
  'npm:other',
  'x@npm:other',
  'user/repo',
  'github:user/repo',
  'x@1.0.0',
  'x==1.0',
  'x>=1',
  'x @ https://host/x.whl',
  'x;python_version<"3"',
  'x y',
  'x\n--global',
  'x\0',
  '.',
  '..',
  'x.tgz',
  'x.tar.gz',
  'Xé',
  '$(id)',
  '`id`',
  'x'.repeat(300),
];

/** What is a plain name there all the same. */
const plain: Partial<Record<ManagerId, readonly string[]>> = {
  brew: ['x@1.0.0'],
  winget: ['x.tgz', 'x.tar.gz'],
};

const good: Readonly<Record<ManagerId, readonly string[]>> = {
  pipx: ['ruff', 'black[d]', 'Zope.Interface', 'a', 'copier[x,y-z]', 'discord.py'],
  uv: ['ruff', 'black[d]', 'poetry_core'],
  npm: ['prettier', '@anthropic-ai/claude-code', 'lodash.merge', 'JSONStream', '@a/b'],
  pnpm: ['prettier', '@openai/codex'],
  cargo: ['ripgrep', 'cargo_edit', 'fd-find'],
  brew: ['ripgrep', 'python@3.12', 'gcc@12', 'libsigc++'],
  winget: ['Git.Git', 'Notepad++.Notepad++', 'Microsoft.VisualStudio.2022.Community'],
};

describe('isValidName', () => {
  it.each(managerIds)('of %s accepts real names and refuses what is more than a name', (id) => {
    const manager = managerById(id);
    for (const name of good[id]) expect(manager.isValidName(name), name).toBe(true);
    for (const name of hostile.filter((text) => !plain[id]?.includes(text)))
      expect(manager.isValidName(name), JSON.stringify(name)).toBe(false);
  });

  it('lets nothing through that could be an option, a URL, a path, a version or two words', () => {
    const text = fc.stringMatching(/^[aZ9\-_.~/\\@:=<>!;[\],+ \n"'$%&|#]{0,12}$/);
    fc.assert(
      fc.property(text, fc.constantFrom(...allManagers), (name, manager) => {
        if (!manager.isValidName(name)) return;
        expect(name).not.toMatch(/^[-.~/]|[:\\\s=<>!;"'$%&|#]|\.\.\//);
        if (name.includes('/')) expect(name).toMatch(/^@[^/]+\/[^/]+$/);
        if (manager.id !== 'brew') expect(name.slice(1)).not.toContain('@');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('checkSpec', () => {
  it.each([
    ['npm', '1.2.3'],
    ['npm', '1.0.0-alpha.1+build'],
    ['pipx', '24.10.0'],
    ['uv', '1.0rc1.post2'],
    ['cargo', '14.1.0'],
    ['winget', '2.43.0.1'],
    ['brew', '1.2.3_1'],
  ] as const)('accepts an exact version for %s: %s', (id, version) => {
    const manager = managerById(id);
    expect(() => checkSpec(manager, { name: good[id][0] ?? '', version })).not.toThrow();
  });

  it.each([
    ['npm', 'latest'],
    ['npm', '^1.0.0'],
    ['npm', '1.x'],
    ['npm', 'v1.0.0'],
    ['npm', '1.0.0 || 2.0.0'],
    ['npm', 'https://host/x.tgz'],
    ['npm', 'npm:other@1.0.0'],
    ['pnpm', 'workspace:*'],
    ['pipx', '1.*'],
    ['pipx', '1.0,<2'],
    ['uv', '1.0 ; extra'],
    ['cargo', '=1.0.0'],
    ['winget', '--force'],
    ['brew', ''],
  ] as const)('refuses for %s the version %j, with a code and a hint', (id, version) => {
    const name = good[id][0] ?? '';
    expect(() => checkSpec(managerById(id), { name, version })).toThrow(
      expect.objectContaining({ code: 'INSTALL_VERSION_INVALID', hint: expect.stringContaining('1.2.3') }),
    );
  });

  it('shows a refused name harmlessly and not at full length', () => {
    const name = `\u001b[31m${'x'.repeat(500)}`;
    expect(() => checkName(managerById('npm'), name)).toThrow(
      expect.objectContaining({
        code: 'INSTALL_NAME_INVALID',
        message: expect.stringMatching(/^npm has no packages named "\\x1b\[31mx+…"\.$/),
      }),
    );
  });

  it.each(managerIds)('guards every call of %s that takes a name', async (id) => {
    const manager = managerById(id);
    const context = {
      run: () => Promise.reject(new Error('started')),
      platform: 'linux' as const,
      env: {},
      home: '/nowhere',
      timeoutMs: 1000,
    };
    const evil = { name: '--registry=http://evil', version: '1.0.0' };
    const refusal = { code: 'INSTALL_NAME_INVALID' };
    await expect(manager.releases(evil.name, context)).rejects.toMatchObject(refusal);
    if (manager.integrityOf !== undefined) {
      await expect(manager.integrityOf(evil, context)).rejects.toMatchObject(refusal);
    }
    if (manager.placement === 'system') {
      await expect(manager.install(evil, context)).rejects.toMatchObject(refusal);
      await expect(manager.uninstall(evil.name, context)).rejects.toMatchObject(refusal);
    } else {
      const request = { packages: [evil], directory: '/nowhere/a', sharedDirectory: '/nowhere/b' };
      await expect(manager.install(request, context)).rejects.toMatchObject(refusal);
    }
  });
});

describe('allManagers', () => {
  it('are in the order of their ids, each saying how to get it on every platform', () => {
    expect(allManagers.map(({ id }) => id)).toEqual(managerIds);
    for (const manager of allManagers) {
      for (const platform of ['linux', 'darwin', 'win32'] as const) {
        expect(manager.howToGet(platform)).toMatch(/\w+ \w+/);
      }
    }
  });
});
