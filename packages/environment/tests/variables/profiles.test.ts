import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyVariables,
  centralVariables,
  describeVariables,
  planVariables,
  planVariablesRemoval,
  showVariablesPlan,
  type VariablesRequest,
} from '../../src/index.js';
import { recordingRunner } from '../support/recordingRunner.js';
import { tempDir } from '../support/tempDir.js';

const request: VariablesRequest = {
  variables: { PIP_CACHE_DIR: '/c/pip' },
  path: ['/aim/bin'],
  shells: ['sh'],
};

function userHome(env: Readonly<Record<string, string>> = {}) {
  const home = tempDir();
  const effects = { home, stateDir: join(home, 'state'), runner: recordingRunner().runner, env };
  const profile = join(home, '.profile');
  return {
    home,
    profile,
    effects,
    read: (path = profile) => readFileSync(path, 'utf8'),
    plan: (changes: Partial<VariablesRequest> = {}) => planVariables({ ...request, ...changes }, effects),
    apply: async (changes: Partial<VariablesRequest> = {}) =>
      applyVariables(await planVariables({ ...request, ...changes }, effects), effects),
    remove: async () => {
      const results = [];
      for (const plan of await planVariablesRemoval(effects))
        results.push(await applyVariables(plan, effects));
      return results;
    },
    show: (changes: Partial<VariablesRequest> = {}) => describeVariables({ ...request, ...changes }, effects),
  };
}

const coded = (code: string) => expect.objectContaining({ code });

describe.skipIf(process.platform === 'win32')('env apply', () => {
  it('writes a marked block and says the second time that nothing changed', async () => {
    const { profile, read, plan, apply } = userHome();
    const first = await plan();
    expect(first).toMatchObject({
      kind: 'profiles',
      changed: true,
      edits: [{ path: profile, action: 'create' }],
    });
    expect(showVariablesPlan(first)).toEqual({
      changed: true,
      profiles: [
        {
          path: profile,
          action: 'create',
          lines: ["export PIP_CACHE_DIR='/c/pip'", expect.stringContaining('/aim/bin')],
        },
      ],
    });
    expect(existsSync(profile)).toBe(false);
    expect(await apply()).toEqual({ changed: true, targets: [profile] });
    expect(read()).toBe(
      [
        '# >>> aim >>>',
        '# aim: this file was created',
        "export PIP_CACHE_DIR='/c/pip'",
        `case ":\${PATH-}:" in *:'/aim/bin':*) ;; *) export PATH='/aim/bin'"\${PATH:+:$PATH}" ;; esac`,
        '# <<< aim <<<',
        '',
      ].join('\n'),
    );
    expect(await apply()).toEqual({ changed: false, targets: [] });
    expect((await plan()).changed).toBe(false);
  });

  it('writes through a symbolic link and keeps the mode', async () => {
    const { home, profile, apply, remove, read } = userHome();
    mkdirSync(join(home, 'dotfiles'));
    writeFileSync(join(home, 'dotfiles', 'profile'), 'a\n');
    chmodSync(join(home, 'dotfiles', 'profile'), 0o640);
    symlinkSync('dotfiles/profile', profile);
    await apply();
    expect(lstatSync(profile).isSymbolicLink()).toBe(true);
    expect(read(join(home, 'dotfiles', 'profile'))).toContain('PIP_CACHE_DIR');
    expect(statSync(profile).mode & 0o777).toBe(0o640);
    await remove();
    expect(lstatSync(profile).isSymbolicLink()).toBe(true);
    expect(read()).toBe('a\n');
  });

  it('gives every byte of the file back when it is removed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        const { profile, apply, remove } = userHome();
        const before = Buffer.from(bytes.map((byte) => byte || 10));
        writeFileSync(profile, before);
        await apply();
        await apply({ variables: { OTHER: 'x' } });
        await remove();
        expect(readFileSync(profile).equals(before)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses a read-only profile and writes none of the others', async () => {
    const { home, apply } = userHome();
    writeFileSync(join(home, '.profile'), 'a\n');
    chmodSync(join(home, '.profile'), 0o444);
    await expect(apply({ shells: ['bash'] })).rejects.toThrow(coded('PROFILE_READ_ONLY'));
    expect(existsSync(join(home, '.bashrc'))).toBe(false);
  });

  it.each(['# >>> aim >>>\nexport A=1\n', 'export A=1\n# <<< aim <<<\n'])(
    'refuses the damaged block %j and writes nothing',
    async (text) => {
      const { home, profile, apply, remove, read, show } = userHome();
      writeFileSync(profile, text);
      await expect(apply({ shells: ['bash'] })).rejects.toThrow(coded('PROFILE_DAMAGED'));
      await expect(remove()).rejects.toThrow(coded('PROFILE_DAMAGED'));
      expect(read()).toBe(text);
      expect(existsSync(join(home, '.bashrc'))).toBe(false);
      expect((await show()).targets).toEqual([{ target: profile, state: 'damaged' }]);
    },
  );

  it('refuses a profile that is a folder, a link to nothing or no text', async () => {
    const folder = userHome();
    mkdirSync(folder.profile);
    await expect(folder.apply()).rejects.toThrow(coded('PROFILE_UNREADABLE'));
    const dangling = userHome();
    symlinkSync('nowhere', dangling.profile);
    await expect(dangling.apply()).rejects.toThrow(coded('PROFILE_UNREADABLE'));
    const binary = userHome();
    writeFileSync(binary.profile, 'a\0b');
    await expect(binary.apply()).rejects.toThrow(coded('PROFILE_UNREADABLE'));
    expect((await binary.show()).targets).toEqual([{ target: binary.profile, state: 'unreadable' }]);
  });

  it('refuses to write over a change made since the plan', async () => {
    const { profile, plan, effects, read } = userHome();
    const made = await plan();
    writeFileSync(profile, 'mine\n');
    await expect(applyVariables(made, effects)).rejects.toThrow(coded('PROFILE_CHANGED'));
    expect(read()).toBe('mine\n');
  });

  it.each([
    [{ variables: { A: 'x\n# <<< aim <<<' } }],
    [{ variables: { 'A;B': 'x' } }],
    [{ path: ['/a:/b'] }],
    [{ path: ['relative'] }],
    [{ path: ['/a\nb'] }],
  ])('refuses %j', async (changes) => {
    await expect(userHome().apply(changes)).rejects.toThrow(coded('PROFILE_VALUE'));
  });

  it('keeps Windows line ends in a PowerShell profile and none elsewhere', async () => {
    const { home, profile, apply, read } = userHome();
    const script = join(home, '.config', 'powershell', 'profile.ps1');
    mkdirSync(join(home, '.config', 'powershell'), { recursive: true });
    writeFileSync(script, '# mine\r\n');
    writeFileSync(profile, '# mine\r\n');
    await apply({ shells: ['powershell', 'sh'] });
    expect(read(script)).toMatch(/^# mine\r\n(?:[^\r\n]*\r\n)+$/);
    expect(read(script)).toContain("$env:PIP_CACHE_DIR = '/c/pip'\r\n");
    expect(read().slice('# mine\r\n'.length)).not.toContain('\r');
  });

  it('reads and writes a UTF-16 profile as such', async () => {
    const { home, apply, remove } = userHome();
    const script = join(home, '.config', 'powershell', 'profile.ps1');
    mkdirSync(join(home, '.config', 'powershell'), { recursive: true });
    const before = Buffer.from('\uFEFF# größe', 'utf16le');
    writeFileSync(script, before);
    await apply({ shells: ['powershell'] });
    expect(readFileSync(script).toString('utf16le')).toContain('# größe\n# >>> aim >>>');
    await remove();
    expect(readFileSync(script).equals(before)).toBe(true);
  });

  it('follows SHELL, ZDOTDIR and XDG_CONFIG_HOME', async () => {
    const pathsFor = async (env: Record<string, string>) => {
      const home = userHome(env);
      const plan = await planVariables({ variables: { A: 'x' }, path: [] }, home.effects);
      if (plan.kind !== 'profiles') throw new Error('no profiles');
      return plan.edits.map(({ path }) => path.replace(home.home, '~'));
    };
    expect(await pathsFor({ SHELL: '/bin/bash' })).toEqual(['~/.bashrc', '~/.profile']);
    expect(await pathsFor({ SHELL: '/bin/zsh', ZDOTDIR: '/z' })).toEqual(['/z/.zshrc', '/z/.zprofile']);
    expect(await pathsFor({ SHELL: '/usr/bin/fish', XDG_CONFIG_HOME: '/x' })).toEqual([
      '/x/fish/conf.d/aim.fish',
    ]);
    expect(await pathsFor({ SHELL: '/usr/bin/fish', XDG_CONFIG_HOME: 'relative' })).toEqual([
      '~/.config/fish/conf.d/aim.fish',
    ]);
    expect(await pathsFor({ SHELL: '/usr/bin/pwsh' })).toEqual(['~/.config/powershell/profile.ps1']);
    expect(await pathsFor({ SHELL: '/bin/tcsh' })).toEqual(['~/.profile']);
  });

  it('removes its block when nothing is left to set', async () => {
    const { profile, apply } = userHome();
    await apply();
    expect((await apply({ variables: {}, path: [] })).changed).toBe(true);
    expect(existsSync(profile)).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('env remove', () => {
  it('finds the blocks in the profiles of all shells', async () => {
    const { home, apply, remove } = userHome();
    writeFileSync(join(home, '.bash_profile'), 'a\n');
    await apply({ shells: ['bash', 'zsh', 'fish', 'sh', 'powershell'] });
    const [result] = await remove();
    expect(result?.targets).toHaveLength(7);
    expect(existsSync(join(home, '.zshrc'))).toBe(false);
    expect(readFileSync(join(home, '.bash_profile'), 'utf8')).toBe('a\n');
  });

  it('has nothing to do the second time', async () => {
    const { apply, remove } = userHome();
    await apply();
    await remove();
    expect(await remove()).toEqual([{ changed: false, targets: [] }]);
  });
});

describe.skipIf(process.platform === 'win32')('env show', () => {
  it('tells where the settings stand', async () => {
    const { home, profile, apply, show } = userHome();
    expect(await show()).toEqual({
      variables: request.variables,
      path: request.path,
      targets: [{ target: profile, state: 'absent' }],
    });
    await apply();
    expect((await show()).targets).toEqual([{ target: profile, state: 'applied' }]);
    expect((await show({ path: [] })).targets).toEqual([{ target: profile, state: 'outdated' }]);
    expect((await show({ shells: ['fish'] })).targets).toEqual([
      { target: join(home, '.config', 'fish', 'conf.d', 'aim.fish'), state: 'absent' },
      { target: profile, state: 'elsewhere' },
    ]);
    chmodSync(profile, 0o444);
    expect((await show({ path: [] })).targets).toEqual([{ target: profile, state: 'read_only' }]);
  });
});

describe('the central variables', () => {
  it('are those of caches unless more is asked for', () => {
    expect(centralVariables({ centralCache: '/c', platform: 'linux' })).toEqual({
      XDG_CACHE_HOME: '/c/cache',
      PIP_CACHE_DIR: '/c/pip',
      NPM_CONFIG_CACHE: '/c/npm',
      RUFF_CACHE_DIR: '/c/ruff',
      BLACK_CACHE_DIR: '/c/black',
      MYPY_CACHE_DIR: '/c/mypy',
      UV_CACHE_DIR: '/c/uv',
      PYTHONPYCACHEPREFIX: '/c/pycache',
      ESLINT_CACHE: 'true',
      ESLINT_CACHE_LOCATION: '/c/eslint/',
    });
  });

  it('can be all of the older system, on Windows too', () => {
    const all = centralVariables({
      centralCache: 'C:\\t',
      include: ['cache', 'config', 'data'],
      platform: 'win32',
    });
    expect(Object.keys(all)).toHaveLength(13);
    expect(all).toMatchObject({
      XDG_CONFIG_HOME: 'C:\\t\\config',
      PNPM_HOME: 'C:\\t\\pnpm',
      ESLINT_CACHE_LOCATION: 'C:\\t\\eslint\\',
    });
    expect(centralVariables({ centralCache: 'C:\\t', include: ['config'], platform: 'win32' })).toEqual({
      XDG_CONFIG_HOME: 'C:\\t\\config',
    });
  });

  it('are none without a central folder', () => {
    expect(centralVariables({ centralCache: '' })).toEqual({});
    expect(() => centralVariables({ centralCache: 'c', platform: 'linux' })).toThrow(coded('PROFILE_VALUE'));
  });
});
