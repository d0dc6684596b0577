import { describe, expect, it } from 'vitest';
import { withLocalPrograms } from '../src/withLocalPrograms.js';

describe('withLocalPrograms', () => {
  it('puts the workspace’s programs first, once', () => {
    const once = withLocalPrograms({ PATH: '/usr/bin:/bin', A: '1' }, '/w', 'linux');
    expect(once).toEqual({ PATH: '/w/node_modules/.bin:/usr/bin:/bin', A: '1' });
    expect(withLocalPrograms(once, '/w', 'linux')).toEqual(once);
    expect(withLocalPrograms({}, '/w', 'linux')).toEqual({ PATH: '/w/node_modules/.bin' });
  });

  it('keeps the name that Windows gives the variable', () => {
    const env = withLocalPrograms({ Path: 'C:\\Windows' }, '/w', 'win32');
    expect(Object.keys(env)).toEqual(['Path']);
    expect(env.Path).toMatch(/\.bin;C:\\Windows$/);
  });
});
