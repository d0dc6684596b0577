import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOrigins } from '../src/describeOrigins.js';
import { loadConfig } from '../src/loadConfig.js';
import { tempHome, type TempHome } from './support/tempHome.js';

let temp: TempHome;
beforeEach(() => {
  temp = tempHome();
});
afterEach(() => temp.remove());

it('names layer and file of every setting', () => {
  const file = temp.write('home/.config/aim/aim_config.json', {
    version: '1.0.0',
    environment: { pipxApps: ['a'], versionPins: { npm: { 'a/b': '1' } } },
  });
  const origins = describeOrigins(loadConfig({ ...temp.options, env: { AIM_AUDIT: 'true' } }));
  const of = (pointer: string) => origins.find((origin) => origin.pointer === pointer);
  expect(of('/environment/pipxApps')).toEqual({
    pointer: '/environment/pipxApps',
    value: ['a'],
    layer: 'user',
    file,
  });
  expect(of('/environment/versionPins/npm/a~1b')).toMatchObject({ value: '1', layer: 'user' });
  expect(of('/environment/versionPins/pipx')).toMatchObject({ value: {}, layer: 'built-in' });
  expect(of('/audit/enabled')).toEqual({ pointer: '/audit/enabled', value: true, layer: 'environment' });
  expect(of('/registry/tools/aider/adapter')).toEqual({
    pointer: '/registry/tools/aider/adapter',
    value: 'aider',
    layer: 'built-in',
  });
});
