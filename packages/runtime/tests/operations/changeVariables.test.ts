import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planVariables, planVariablesRemoval } from '@aim/environment';
import { describe, expect, it } from 'vitest';
import { changeVariables, operationEffects, servicePaths, variablesRequest } from '../../src/index.js';
import { openServices, recordedEvents } from '../support/services.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();

describe('variablesRequest', () => {
  it('puts the installed commands into PATH, and the shims before them where they are enabled', () => {
    const plain = machine.settings();
    const { toolCommands } = servicePaths(plain);
    expect(variablesRequest(plain)).toEqual({ variables: {}, path: [toolCommands] });
    const path = join(machine.path, 'master');
    const enabled = (enable: boolean) =>
      machine.settings({ config: { environment: { masterBin: { enable, path } } } });
    expect(variablesRequest(enabled(true)).path).toEqual([path, toolCommands]);
    expect(variablesRequest(enabled(false)).path).toEqual([toolCommands]);
  });

  it('names each shell once, and none where the user has to be asked for none', () => {
    const settings = machine.settings();
    expect(variablesRequest(settings, ['bash', 'fish', 'bash']).shells).toEqual(['bash', 'fish']);
    expect(variablesRequest(settings, [])).not.toHaveProperty('shells');
  });

  it('points the caches at the central folder', () => {
    const centralCache = join(machine.path, 'caches');
    const settings = machine.settings({ config: { environment: { centralCache } } });
    expect(variablesRequest(settings).variables).toMatchObject({ PIP_CACHE_DIR: join(centralCache, 'pip') });
  });
});

describe('changeVariables', () => {
  it('edits the profile, gives it back byte for byte, and records names without what stands in it', async () => {
    const before = 'export PRIVATE_TOKEN=very-private\nno newline at the end';
    const profile = machine.write('home/.bashrc', before);
    const settings = machine.settings({ env: { SHELL: '/bin/bash' } });
    const { audit } = openServices(settings);
    const effects = operationEffects(settings);
    const apply = async () => {
      const plan = await planVariables(variablesRequest(settings, ['bash']), effects);
      return changeVariables(settings, [plan], { audit, operation: 'env apply' });
    };
    const remove = async () =>
      changeVariables(settings, await planVariablesRemoval(effects), { audit, operation: 'env remove' });

    const applied = await apply();
    expect(applied.changed).toBe(true);
    expect(applied.targets).toContain(profile);
    expect(readFileSync(profile, 'utf8')).toContain(servicePaths(settings).toolCommands);
    expect(await apply()).toEqual({ changed: false, targets: [] });
    expect(await remove()).toMatchObject({ changed: true, targets: expect.arrayContaining([profile]) });
    expect(readFileSync(profile, 'utf8')).toBe(before);
    expect(await remove()).toEqual({ changed: false, targets: [] });

    const events = recordedEvents(settings);
    expect(events).toMatchObject([
      { event_type: 'env_change', details: { operation: 'env apply', targets: applied.targets } },
      { event_type: 'env_change', details: { operation: 'env remove' } },
    ]);
    expect(JSON.stringify(events)).not.toContain('very-private');
  });
});
