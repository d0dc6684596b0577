import { describe, expect, it } from 'vitest';
import { registryOf } from '../src/registryOf.js';
import { useTestHome } from './support/testHome.js';

describe('registryOf', () => {
  const machine = useTestHome();

  it('brings tools, capabilities, limits and the queue together', () => {
    const settings = machine.settings({
      config: {
        security: { max_file_count: 3 },
        conflict_resolution: { concurrent_access: { max_concurrent: 2 } },
      },
    });
    expect(registryOf(settings)).toMatchObject({
      enabled: true,
      tools: { aider: { adapter: 'aider' } },
      capabilities: { linting: { primaryTool: 'ruff' } },
      security: { max_file_count: 3, forbidden_paths: expect.arrayContaining(['/.env']) },
      conflict_resolution: { concurrent_access: { strategy: 'queue', max_concurrent: 2 } },
      blockedTools: {},
    });
  });

  it('says which tools an untrusted project may not bring along', () => {
    const tools = {
      evil: { name: 'Evil', detectCommands: ['sh'], capabilities: ['x'], adapterScript: './run.sh' },
    };
    machine.write('work/aim_config.json', JSON.stringify({ version: '1.0.0', registry: { tools } }));
    expect(registryOf(machine.settings()).blockedTools).toEqual({
      evil: expect.stringContaining('is not trusted'),
    });
  });
});
