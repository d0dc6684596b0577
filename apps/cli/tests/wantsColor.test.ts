import { describe, expect, it } from 'vitest';
import { wantsColor, type ColorFacts } from '../src/wantsColor.js';
import { useTempHome } from './support/tempHome.js';

const home = useTempHome();
const wants = (env: ColorFacts['env'], isTTY = false, flag?: boolean): boolean =>
  wantsColor({ env, isTTY, flag });

describe('wantsColor', () => {
  it('follows the terminal when nothing else is said', () => {
    expect(wants({}, true)).toBe(true);
    expect(wants({}, false)).toBe(false);
    expect(wants({ TERM: 'dumb' }, true)).toBe(false);
  });

  it('follows NO_COLOR unless it is empty', () => {
    expect(wants({ NO_COLOR: '1' }, true)).toBe(false);
    expect(wants({ NO_COLOR: '' }, true)).toBe(true);
  });

  it('follows FORCE_COLOR, where 0 means none, but not against NO_COLOR', () => {
    expect(wants({ FORCE_COLOR: '1' })).toBe(true);
    expect(wants({ FORCE_COLOR: '0' }, true)).toBe(false);
    expect(wants({ FORCE_COLOR: '' }, true)).toBe(true);
    expect(wants({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
  });

  it('follows the option before everything else', () => {
    expect(wants({ NO_COLOR: '1' }, false, true)).toBe(true);
    expect(wants({ FORCE_COLOR: '1' }, true, false)).toBe(false);
  });
});

describe('the colours of a command', () => {
  const escapes = async (argv: readonly string[], options = {}): Promise<boolean> => {
    const { stdout } = await home.aim(argv, options);
    expect(stdout).not.toBe('');
    return stdout.includes('\u001b');
  };

  it.each([
    ['a result', ['config', 'validate']],
    ['a table', ['tools', 'detect']],
    ['help', ['config', '--help']],
  ])('are there in %s on a terminal only, unless an option says otherwise', async (_, argv) => {
    expect(await escapes(argv)).toBe(false);
    expect(await escapes(argv, { outIsTTY: true })).toBe(true);
    expect(await escapes(argv, { outIsTTY: true, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await escapes([...argv, '--no-color'], { outIsTTY: true })).toBe(false);
    expect(await escapes([...argv, '--color'])).toBe(true);
    expect(await escapes([...argv, '--json', '--color'], { outIsTTY: true })).toBe(false);
  });
});
