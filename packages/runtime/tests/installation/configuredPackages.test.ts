import { describe, expect, it } from 'vitest';
import { configuredPackages, managerNamed, packageOf } from '../../src/installation/configuredPackages.js';
import { findPackages } from '../../src/installation/findPackages.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();
const settings = (environment: object, tools: object = {}) =>
  machine.settings({ config: { environment, registry: { tools } } });
const configured = (environment: object, tools: object = {}) =>
  configuredPackages(settings(environment, tools).config);

describe('configuredPackages', () => {
  it('takes the lists of packages, each with its manager and, if it has one, its version', () => {
    const { packages } = configured({
      pipxApps: ['ruff==0.14.1', 'black'],
      npmGlobal: ['prettier@3.6.2', '@scope/tool'],
      packages: [{ manager: 'uv', name: 'ty', version: '1.0' }],
    });
    expect(packages).toMatchObject([
      { manager: 'pipx', name: 'ruff', pin: '0.14.1', tool: 'ruff' },
      { manager: 'pipx', name: 'black', source: 'environment.pipxApps' },
      { manager: 'npm', name: 'prettier', pin: '3.6.2', tool: 'prettier' },
      { manager: 'npm', name: '@scope/tool' },
      { manager: 'uv', name: 'ty', pin: '1.0', source: 'environment.packages[0]' },
    ]);
    expect(packages[1]).not.toHaveProperty('pin');
  });

  it('asks for what is pinned as well, once, with the pin of versionPins before all others', () => {
    const { packages, warnings } = configured(
      {
        pipxApps: ['Ruff'],
        versionPins: { pipx: { ruff: '0.14.1' }, cargo: { hexyl: '0.16.0' } },
      },
      { ruff: { pinnedVersion: '0.9.0' }, gemini: { pinnedVersion: '1.2.3' } },
    );
    expect(packages.map(({ manager, name, pin }) => [manager, name, pin])).toEqual([
      ['pipx', 'Ruff', '0.14.1'],
      ['cargo', 'hexyl', '0.16.0'],
      ['npm', '@google/gemini-cli', '1.2.3'],
    ]);
    expect(packages[0]).toMatchObject({ tool: 'ruff', source: 'environment.versionPins.pipx.ruff' });
    expect(warnings).toMatchObject([{ code: 'pin_conflict', setting: 'registry.tools.ruff.pinnedVersion' }]);
  });

  it('makes one group of the Copilot packages', () => {
    expect(configured({ copilotPackages: ['a', 'b'] }).packages).toMatchObject([
      { manager: 'npm', name: 'a', group: 'copilotPackages' },
      { manager: 'npm', name: 'b', group: 'copilotPackages' },
    ]);
  });

  it('asks for nothing of the built-in configuration, or when the environment is switched off', () => {
    expect(configuredPackages(machine.settings().config).packages).toEqual([]);
    expect(configured({ enabled: false, pipxApps: ['ruff'] }).packages).toEqual([]);
  });

  it('names the setting that names no package manager', () => {
    expect(() => configured({ packages: [{ manager: 'pip', name: 'x' }] })).toThrow(
      expect.objectContaining({
        code: 'PACKAGE_MANAGER_UNKNOWN',
        message: expect.stringContaining('environment.packages[0]'),
        hint: "Did you mean 'pipx'?",
      }),
    );
    expect(() => managerNamed('something', '--manager')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('There are pipx') }),
    );
  });

  it.each([
    ['npm', '@scope/tool@1.2.3', { name: '@scope/tool', pin: '1.2.3' }],
    ['pipx', 'tool[extra]==1.2', { name: 'tool[extra]', pin: '1.2' }],
    ['cargo', 'tool', { name: 'tool' }],
  ] as const)('reads a package of %s: %s', (manager, text, expected) => {
    expect(packageOf(manager, text, 'here')).toMatchObject(expected);
  });
});

describe('findPackages', () => {
  const mine = () => settings({ npmGlobal: ['prettier'], pipxApps: ['black'] });

  it('finds a package by its own name, by its tool, and a tool that no list names', () => {
    expect(findPackages(mine(), { names: ['black', 'claude-cli', 'prettier@3.0.0'] })).toMatchObject([
      { manager: 'pipx', name: 'black' },
      { manager: 'npm', name: '@anthropic-ai/claude-code', tool: 'claude-cli' },
      { manager: 'npm', name: 'prettier', pin: '3.0.0' },
    ]);
  });

  it('takes any name with a manager, and the version that is given', () => {
    expect(findPackages(mine(), { names: ['black'], manager: 'uv', pin: '==25.1.0' })).toEqual([
      { manager: 'uv', name: 'black', pin: '25.1.0', source: '--pin' },
    ]);
  });

  it('suggests the nearest name for one it does not know', () => {
    expect(() => findPackages(mine(), { names: ['pretier'] })).toThrow(
      expect.objectContaining({ code: 'PACKAGE_UNKNOWN', hint: expect.stringContaining("'prettier'") }),
    );
    expect(() => findPackages(mine(), { names: ['something-else-entirely'] })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('--manager') }),
    );
  });
});
