import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toolsOnPath } from '../src/toolsOnPath.js';
import { useTestHome } from './support/testHome.js';

describe('toolsOnPath', () => {
  const machine = useTestHome();

  it('puts the folder first, once, as soon as it is there', () => {
    const env = { PATH: `/usr/bin:${machine.bin}`, OTHER: 'x' };
    expect(toolsOnPath(env, join(machine.path, 'nowhere'), 'linux')).toBe(env);
    expect(toolsOnPath(env, machine.bin, 'linux')).toEqual({ PATH: `${machine.bin}:/usr/bin`, OTHER: 'x' });
    expect(toolsOnPath({}, machine.bin, 'linux').PATH).toBe(machine.bin);
  });

  it('finds the variable on Windows, however it is written', () => {
    expect(toolsOnPath({ Path: 'C:\\bin' }, machine.bin, 'win32')).toEqual({
      Path: `${machine.bin};C:\\bin`,
    });
  });
});
