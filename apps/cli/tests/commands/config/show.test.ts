import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
interface Shown {
  readonly registry: { readonly capabilities: Record<string, { readonly timeout_ms: number }> };
}
const linting = (value: number): unknown => ({
  version: '1.0.0',
  registry: { capabilities: { linting: { primaryTool: 'ruff', timeout_ms: value } } },
});

describe('aim config show', () => {
  it('merges the layers, the nearest one last', async () => {
    const timeout = async (...options: readonly string[]): Promise<number | undefined> =>
      (await home.aim(['config', 'show', ...options])).json<Shown>().registry.capabilities.linting
        ?.timeout_ms;
    expect(await timeout()).toBe(10_000);
    home.write('aim/config/aim_config.json', linting(1111));
    expect(await timeout()).toBe(1111);
    home.write('given.json', linting(2222));
    expect(await timeout('--config', '../given.json')).toBe(2222);
  });

  it('says for each value which layer set it', async () => {
    home.write('aim/config/aim_config.json', linting(1111));
    const origins = (await home.aim(['config', 'show', '--origin', '--json'])).json<readonly unknown[]>();
    expect(origins).toContainEqual({
      pointer: '/registry/capabilities/linting/timeout_ms',
      value: 1111,
      layer: 'user',
      file: home.userConfig,
    });
    expect(origins).toContainEqual({ pointer: '/audit/enabled', value: true, layer: 'built-in' });
    const table = await home.aim(['config', 'show', '--origin'], { columns: 100 });
    expect(table.stdout).toMatch(/^Setting +Value +Set by$/m);
    expect(Math.max(...table.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('finds the project’s file from a folder below it', async () => {
    home.write('project/aim_config.json', { version: '1.0.0', environment: { pipxApps: ['ruff'] } });
    home.write('project/deep/down/file', '');
    const shown = await home.aim(['config', 'show'], { cwd: `${home.project}/deep/down` });
    expect(shown.json()).toMatchObject({ environment: { pipxApps: ['ruff'] } });
  });
});
