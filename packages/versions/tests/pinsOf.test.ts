import { AimError } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { pinsOf, versionPinsJson, type PinSettings } from '../src/index.js';

const aider = { manager: 'pipx', name: 'aider-chat' };

function failure(settings: PinSettings): AimError {
  try {
    pinsOf(settings);
  } catch (error) {
    if (error instanceof AimError) return error;
  }
  throw new Error('the pins were accepted');
}

describe('pinsOf', () => {
  it('finds no pins in empty settings', () => {
    expect(pinsOf({})).toEqual({ pins: [], warnings: [] });
    const empty = { versionPins: { pipx: { ruff: '' } } };
    const tools = { aider: { pinnedVersion: ' ', package: { ...aider, version: '' } }, other: {} };
    expect(pinsOf({ environment: empty, registry: { tools } })).toEqual({ pins: [], warnings: [] });
  });

  it('gathers all three kinds of settings and says where each pin is written', () => {
    const { pins, warnings } = pinsOf({
      environment: {
        versionPins: { pipx: { ruff: '==0.14.1' }, npm: { prettier: 'v3.4.2' }, brew: { gh: '2.60' } },
      },
      registry: {
        tools: {
          aider: { pinnedVersion: '0.5.0', package: aider },
          jules: { package: { manager: 'npm', name: '@google/jules', version: '1.2.3' } },
        },
      },
    });
    expect(warnings).toEqual([]);
    expect(pins).toEqual([
      { manager: 'pipx', name: 'ruff', version: '0.14.1', source: 'environment.versionPins.pipx.ruff' },
      { manager: 'npm', name: 'prettier', version: '3.4.2', source: 'environment.versionPins.npm.prettier' },
      { manager: 'brew', name: 'gh', version: '2.60', source: 'environment.versionPins.brew.gh' },
      { ...aider, version: '0.5.0', source: 'registry.tools.aider.pinnedVersion', tool: 'aider' },
      {
        manager: 'npm',
        name: '@google/jules',
        version: '1.2.3',
        source: 'registry.tools.jules.package.version',
        tool: 'jules',
      },
    ]);
  });

  it('lets versionPins win over the tool, the tool over its package, and warns of each that lost', () => {
    const { pins, warnings } = pinsOf({
      environment: { versionPins: { pipx: { Aider_Chat: '0.6.0' } } },
      registry: { tools: { aider: { pinnedVersion: '0.5.0', package: { ...aider, version: '0.4.0' } } } },
    });
    expect(pins).toEqual([
      {
        manager: 'pipx',
        name: 'Aider_Chat',
        version: '0.6.0',
        source: 'environment.versionPins.pipx.Aider_Chat',
        tool: 'aider',
      },
    ]);
    expect(warnings.map(({ code, setting }) => [code, setting])).toEqual([
      ['pin_conflict', 'registry.tools.aider.pinnedVersion'],
      ['pin_conflict', 'registry.tools.aider.package.version'],
    ]);
    expect(warnings[0]?.message).toBe(
      'registry.tools.aider.pinnedVersion (0.5.0) does not count: ' +
        'environment.versionPins.pipx.Aider_Chat (0.6.0) pins the same package.',
    );
  });

  it('does not warn where two settings mean the same version', () => {
    const { pins, warnings } = pinsOf({
      environment: { versionPins: { pipx: { 'aider-chat': '0.5' } } },
      registry: { tools: { aider: { pinnedVersion: '0.5.0', package: aider } } },
    });
    expect(pins.map(({ version }) => version)).toEqual(['0.5']);
    expect(warnings).toEqual([]);
  });

  it('warns of a pinned tool that names no package', () => {
    const tools = {
      aider: { pinnedVersion: '0.5.0' },
      half: { pinnedVersion: '1.0', package: { name: 'x' } },
    };
    const { pins, warnings } = pinsOf({ registry: { tools } });
    expect(pins).toEqual([]);
    expect(warnings.map(({ code, setting }) => [code, setting])).toEqual([
      ['pin_without_package', 'registry.tools.aider.pinnedVersion'],
      ['pin_without_package', 'registry.tools.half.pinnedVersion'],
    ]);
  });

  it('refuses every pin that is no version, in one error', () => {
    const error = failure({
      environment: { versionPins: { npm: { prettier: '^3.0.0', eslint: 9 } } },
      registry: { tools: { aider: { pinnedVersion: 'latest', package: aider } } },
    });
    expect(error.code).toBe('VERSION_PIN_INVALID');
    expect(error.message).toContain('environment.versionPins.npm.prettier is "^3.0.0"');
    expect(error.message).toContain('(and 2 more)');
    expect(JSON.stringify(error.details)).toContain('environment.versionPins.npm.eslint is no text');
    expect(JSON.stringify(error.details)).toContain('registry.tools.aider.pinnedVersion');
  });

  it('passes over keys that hold no table, which the configuration reports', () => {
    const versionPins: Record<string, unknown> = { pipx: 'all', npm: ['prettier'], $comment: null };
    expect(pinsOf({ environment: { versionPins } }).pins).toEqual([]);
  });

  it('takes the names of prototype members for names', () => {
    const versionPins = JSON.parse('{"npm": {"__proto__": "1.0.0", "constructor": "2.0.0"}}') as Record<
      string,
      unknown
    >;
    const { pins } = pinsOf({ environment: { versionPins } });
    expect(pins.map(({ name, version }) => [name, version])).toEqual([
      ['__proto__', '1.0.0'],
      ['constructor', '2.0.0'],
    ]);
  });
});

describe('versionPinsJson', () => {
  it('gives the settings that pin what is there, sorted, as pinsOf reads them', () => {
    const json = versionPinsJson([
      { manager: 'pipx', name: 'ruff', version: '0.14.1' },
      { manager: 'npm', name: 'prettier', version: '3.4.2' },
      { manager: 'npm', name: 'eslint', version: '9.39.0' },
    ]);
    expect(JSON.stringify(json)).toBe(
      '{"environment":{"versionPins":{"npm":{"eslint":"9.39.0","prettier":"3.4.2"},"pipx":{"ruff":"0.14.1"}}}}',
    );
    expect(pinsOf(json).pins).toHaveLength(3);
    expect(versionPinsJson([])).toEqual({ environment: { versionPins: {} } });
  });
});
