import { mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../src/loadConfig.js';
import { errorOf, issuesOf } from './support/errorOf.js';
import { legacyConfig, legacyRegistry, legacyRules } from './support/legacyFixtures.js';
import { tempHome, type TempHome } from './support/tempHome.js';

let temp: TempHome;
beforeEach(() => {
  temp = tempHome();
});
afterEach(() => temp.remove());

const userFile = 'home/.config/aim/aim_config.json';
const repo = 'home/code/repo';
const order = (loaded: ReturnType<typeof loadConfig>, capability = 'code_generation') => {
  const found = loaded.config.registry.capabilities[capability];
  return [found?.primaryTool, ...(found?.fallbacks ?? [])];
};
function registryIn(folder: string): void {
  temp.write(`${folder}/AIM_registry.json`, legacyRegistry);
  temp.write(`${folder}/AIM_cross-tool/AIM_coordination-rules.json`, legacyRules);
}

describe('layers', () => {
  it('is the built-in configuration when there is nothing else', () => {
    const loaded = loadConfig(temp.options);
    expect(loaded.layers).toEqual([{ kind: 'built-in', trusted: true }]);
    expect(order(loaded)).toEqual(['aider', 'jules', 'claude-cli', 'codex', 'gemini']);
    expect(order(loaded, 'linting')).toEqual(['ruff', 'pylint', 'eslint']);
    expect(loaded.config.environment).toMatchObject({ pipxApps: [], npmGlobal: [] });
    expect(loaded.config.environment.healthChecks?.requiredCommands).toEqual(['git', 'node']);
    expect(loaded.config.registry.tools.aider?.detectCommands).toContain(`${temp.home}/.local/bin/aider`);
    expect(loaded.issues).toEqual([]);
  });

  it('merges objects and replaces lists, the project over the user over the built-in', () => {
    temp.write(userFile, {
      version: '1.0.0',
      registry: { defaultTimeoutMs: 1000, tools: { aider: { pinnedVersion: '1' } } },
      environment: { pipxApps: ['ruff', 'black'], minimumReleaseAge: 5 },
    });
    const file = temp.write(`${repo}/aim_config.json`, {
      version: '1.0.0',
      registry: { tools: { aider: { pinnedVersion: '2' } } },
      environment: { pipxApps: ['mypy'] },
    });
    const loaded = loadConfig(temp.options);
    expect(loaded.layers.map((layer) => layer.kind)).toEqual(['built-in', 'user', 'project']);
    expect(loaded.config.registry.tools.aider).toMatchObject({ adapter: 'aider', pinnedVersion: '2' });
    expect(loaded.config.environment).toMatchObject({ pipxApps: ['mypy'], minimumReleaseAge: 5 });
    expect(loaded.originOf('/environment/pipxApps')).toEqual({ kind: 'project', file, trusted: false });
    expect(loaded.originOf('/registry/defaultTimeoutMs')?.kind).toBe('user');
    expect(loaded.originOf('/registry/tools/aider/adapter')?.kind).toBe('built-in');
    expect(loaded.originOf('/nowhere')).toBeUndefined();
  });

  it('takes the nearest project file, config/ included, and never the user file as one', () => {
    const far = temp.write('home/code/aim_config.json', { version: '1.0.0' });
    expect(loadConfig(temp.options).layers.at(-1)?.file).toBe(far);
    const near = temp.write(`${repo}/config/aim_config.json`, { version: '1.0.0' });
    const cwd = join(temp.repo, 'deep', 'er');
    mkdirSync(cwd, { recursive: true });
    expect(loadConfig({ ...temp.options, cwd }).layers.at(-1)?.file).toBe(near);
    const own = temp.write('home/.config/aim/config/aim_config.json', { version: '1.0.0' });
    const options = { ...temp.options, userConfigDir: join(temp.home, '.config/aim/config') };
    const loaded = loadConfig({ ...options, cwd: join(temp.home, '.config/aim') });
    expect(loaded.layers.map(({ kind, file }) => [kind, file])).toEqual([
      ['built-in', undefined],
      ['user', own],
    ]);
  });

  it('reads a named file in place of the project file, and trusts it', () => {
    temp.write(`${repo}/aim_config.json`, { version: '1.0.0', environment: { pipxApps: ['project'] } });
    const file = temp.write('home/other.json', {
      version: '1.0.0',
      environment: { secretsVault: '~/v/meta.json' },
    });
    for (const options of [
      { ...temp.options, configFile: file },
      { ...temp.options, env: { AIM_CONFIG: '../../other.json' } },
    ]) {
      const loaded = loadConfig(options);
      expect(loaded.layers.at(-1)).toEqual({ kind: 'file', file, trusted: true });
      expect(loaded.config.environment.pipxApps).toEqual([]);
      expect(loaded.config.environment.secretsVault).toBe(`${temp.home}/v/meta.json`);
    }
  });

  it('refuses a named file that is not there or is a folder', () => {
    const missing = errorOf(() => loadConfig({ ...temp.options, configFile: 'absent.json' }));
    expect(missing).toMatchObject({ code: 'CONFIG_NOT_FOUND', exitCode: 2 });
    expect(missing.message).toContain(join(temp.repo, 'absent.json'));
    expect(errorOf(() => loadConfig({ ...temp.options, env: { AIM_CONFIG: '.' } })).code).toBe(
      'CONFIG_UNREADABLE',
    );
  });

  it('lets environment variables override, and refuses values that mean nothing without showing them', () => {
    const env = {
      AIM_AUDIT: '0',
      AIM_DEFAULT_TIMEOUT_MS: '1234',
      AIM_ENVIRONMENT: 'false',
      AIM_AUDIT_LOG: 'a.jsonl',
    };
    const loaded = loadConfig({ ...temp.options, env });
    expect(loaded.config.audit).toEqual({ enabled: false, logPath: join(temp.repo, 'a.jsonl') });
    expect(loaded.config.registry.defaultTimeoutMs).toBe(1234);
    expect(loaded.config.environment.enabled).toBe(false);
    expect(loaded.originOf('/audit/enabled')?.kind).toBe('environment');
    for (const bad of [{ AIM_AUDIT: 'sk-oops' }, { AIM_DEFAULT_TIMEOUT_MS: '-5' }]) {
      const error = errorOf(() => loadConfig({ ...temp.options, env: bad }));
      expect(error).toMatchObject({ code: 'CONFIG_ENVIRONMENT', exitCode: 2 });
      expect(error.message).toContain(Object.keys(bad)[0]);
      expect(error.message).not.toContain('sk-oops');
    }
  });

  it('names the file of every layer that is invalid', () => {
    temp.write(userFile, '{ "version": "1.0.0",\n "environment": { "pipxApps": "ruff" } }');
    const error = errorOf(() => loadConfig(temp.options));
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', exitCode: 2 });
    expect(error.message).toContain(`${join(temp.root, userFile)}:2:31 /environment/pipxApps`);
  });

  it('refuses a tool nobody can detect and a capability nobody serves', () => {
    temp.write(userFile, {
      version: '1.0.0',
      registry: { tools: { mine: { name: 'Mine' } }, capabilities: { review: { fallbacks: ['mine'] } } },
    });
    const error = errorOf(() => loadConfig(temp.options));
    expect(issuesOf(error).map(({ pointer, message }) => [pointer, message])).toEqual([
      ['/registry/tools/mine', '"detectCommands" is missing.'],
      ['/registry/capabilities/review', '"primaryTool" is missing.'],
    ]);
  });

  it('warns about a capability that names an unknown tool', () => {
    temp.write(userFile, {
      version: '1.0.0',
      registry: {
        capabilities: { testing: { primaryTool: 'pytests', fallbacks: ['pytest', 'pytest', 'pytests'] } },
      },
    });
    const loaded = loadConfig(temp.options);
    expect(order(loaded, 'testing')).toEqual(['pytests', 'pytest']);
    expect(loaded.issues).toContainEqual(
      expect.objectContaining({
        topic: 'reference',
        pointer: '/registry/capabilities/testing/primaryTool',
        hint: 'Did you mean "pytest"?',
      }),
    );
  });

  it('does not let one load change what the next one sees', () => {
    const first = loadConfig(temp.options);
    first.config.registry.tools.aider?.detectCommands.push('evil');
    (first.config.environment.pipxApps ?? []).push('evil');
    const second = loadConfig(temp.options);
    expect(second.config.registry.tools.aider?.detectCommands).not.toContain('evil');
    expect(second.config.environment.pipxApps).toEqual([]);
  });
});

describe('the registry folder of the older system', () => {
  it('replaces the built-in order of a capability as a whole', () => {
    registryIn('home/.AIM_ai-tools-registry');
    const loaded = loadConfig(temp.options);
    expect(loaded.layers.map(({ kind, trusted }) => [kind, trusted])).toEqual([
      ['built-in', true],
      ['registry', true],
      ['rules', true],
    ]);
    expect(order(loaded)).toEqual(['jules', 'aider', 'claude-cli']);
    expect(order(loaded, 'refactoring')).toEqual(['claude-cli']);
    expect(order(loaded, 'linting')).toEqual(['ruff', 'pylint', 'eslint']);
    expect(loaded.config.registry.capabilities.code_generation).toMatchObject({
      timeout_ms: 61000,
      max_retries: 2,
    });
    expect(loaded.config.security).toMatchObject({ allowed_file_patterns: ['*.go'], max_file_count: 7 });
    expect(loaded.config.conflict_resolution.concurrent_access?.max_concurrent).toBe(3);
    expect(loaded.registryDir).toBe(join(temp.home, '.AIM_ai-tools-registry'));
    expect(loaded.config.registry.tools.aider?.adapterScript).toBe(
      join(temp.home, '.AIM_ai-tools-registry/AIM_adapters/AIM_aider.ps1'),
    );
    const variables = loaded.issues.filter((issue) => issue.topic === 'variable');
    expect(variables[0]).toMatchObject({ pointer: '/tools/jules/detectCommands/1', severity: 'warning' });
    expect(loaded.config.registry.tools.jules?.detectCommands[1]).toBe('%APPDATA%/npm/jules.cmd');
  });

  it('is found by AIM_REGISTRY_PATH first, and an absent one is an error', () => {
    registryIn('home/.AIM_ai-tools-registry');
    const named = join(temp.root, 'elsewhere');
    temp.write('elsewhere/AIM_registry.json', legacyRegistry);
    const loaded = loadConfig({ ...temp.options, env: { AIM_REGISTRY_PATH: named } });
    expect(loaded.registryDir).toBe(named);
    expect(order(loaded)[0]).toBe('aider');
    const error = errorOf(() => loadConfig({ ...temp.options, env: { AIM_REGISTRY_PATH: '/absent/dir' } }));
    expect(error).toMatchObject({ code: 'CONFIG_REGISTRY_NOT_FOUND', exitCode: 2 });
  });

  it('is found in the repository, aim/ first, and then is not trusted', () => {
    registryIn(`${repo}/.AIM_ai-tools-registry`);
    expect(loadConfig(temp.options).registryDir).toBe(join(temp.repo, '.AIM_ai-tools-registry'));
    registryIn(`${repo}/aim/.AIM_ai-tools-registry`);
    const loaded = loadConfig(temp.options);
    expect(loaded.registryDir).toBe(join(temp.repo, 'aim/.AIM_ai-tools-registry'));
    expect(loaded.layers.filter(({ trusted }) => !trusted).map(({ kind }) => kind)).toEqual([
      'registry',
      'rules',
    ]);
    expect(order(loaded)).toEqual(['jules', 'aider', 'claude-cli']);
    expect(loaded.config.registry.tools.aider?.adapterScript).toBeUndefined();
    expect(loaded.config.security.max_file_count).toBe(50);
    expect(loaded.blockedTools).toEqual({});
  });

  it('loses against an order written in a configuration file, with a warning', () => {
    registryIn('home/.AIM_ai-tools-registry');
    const file = temp.write(`${repo}/aim_config.json`, legacyConfig);
    for (const options of [temp.options, { ...temp.options, configFile: file }]) {
      const loaded = loadConfig(options);
      expect(order(loaded)).toEqual(['aider', 'jules', 'claude-cli']);
      expect(loaded.issues.filter((issue) => issue.topic === 'order')).toEqual([
        expect.objectContaining({
          file,
          severity: 'warning',
          pointer: '/registry/capabilities/code_generation',
        }),
      ]);
    }
  });

  it('may be named file by file with configFile', () => {
    registryIn('named');
    const rules = temp.write('rules.json', legacyRules);
    const loaded = loadConfig({ ...temp.options, configFile: join(temp.root, 'named/AIM_registry.json') });
    expect(loaded.layers.map(({ kind }) => kind)).toEqual(['built-in', 'rules', 'file']);
    expect(order(loaded)).toEqual(['jules', 'aider', 'claude-cli']);
    expect(loaded.config.registry.tools.aider?.adapterScript).toBe(
      join(temp.root, 'named/AIM_adapters/AIM_aider.ps1'),
    );
    expect(order(loadConfig({ ...temp.options, configFile: rules }))).toEqual([
      'jules',
      'aider',
      'claude-cli',
    ]);
  });

  it('follows crossToolRulesPath and falls back to the usual place', () => {
    temp.write(userFile, { version: '1.0.0', registry: { crossToolRulesPath: '../rules.json' } });
    temp.write('home/.AIM_ai-tools-registry/AIM_cross-tool/AIM_coordination-rules.json', legacyRules);
    expect(order(loadConfig(temp.options))[0]).toBe('jules');
    temp.write('home/.config/rules.json', { capabilities: { code_generation: { primary: 'gemini' } } });
    expect(order(loadConfig(temp.options))).toEqual(['gemini']);
  });

  it('counts as the home one when a repository only links to it', () => {
    registryIn('home/.AIM_ai-tools-registry');
    const link = join(temp.repo, '.AIM_ai-tools-registry');
    symlinkSync(join(temp.home, '.AIM_ai-tools-registry'), link);
    const loaded = loadConfig(temp.options);
    expect(loaded.registryDir).toBe(join(temp.home, '.AIM_ai-tools-registry'));
    expect(loaded.layers.every(({ trusted }) => trusted)).toBe(true);
    unlinkSync(link);
  });
});
