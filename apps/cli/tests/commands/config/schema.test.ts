import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

describe('aim config schema', () => {
  it('prints a JSON Schema, the same with --json', async () => {
    const [text, json] = [
      await home.aim(['config', 'schema']),
      await home.aim(['config', 'schema', '--json']),
    ];
    expect(text.exitCode).toBe(0);
    expect(text.json()).toMatchObject({ $schema: expect.stringContaining('json-schema.org') });
    expect(text.json()).toEqual(json.json());
  });

  it('works where the configuration is broken', async () => {
    home.write('aim/config/aim_config.json', 'broken');
    expect((await home.aim(['config', 'schema'])).exitCode).toBe(0);
  });
});
