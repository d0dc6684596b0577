import { describe, expect, it } from 'vitest';
import { expectedPathOrder } from '../../src/paths/expectedPathOrder.js';

const none = { order: [], toolsRoot: '' };

describe('expectedPathOrder', () => {
  it('takes what is configured', () => {
    const expected = expectedPathOrder(
      { order: ['/b', '/a'], toolsRoot: '/t' },
      { platform: 'linux', home: '/h' },
    );
    expect(expected).toEqual({ source: 'configured', folders: ['/b', '/a'] });
  });

  it('knows the older system’s folders under a tools root', () => {
    const searchPath = { order: [], toolsRoot: 'C:\\Tools' };
    expect(expectedPathOrder(searchPath, { platform: 'win32', home: 'C:\\Users\\Me' })).toEqual({
      source: 'tools root',
      folders: [
        'C:\\Tools\\pipx\\bin',
        'C:\\Tools\\pnpm\\bin',
        'C:\\Tools\\node\\npm',
        'C:\\Tools\\go\\bin',
        'C:\\Tools\\cargo\\bin',
      ],
    });
  });

  it.each([
    ['linux', '/h', '/h/.local/share/pnpm/bin', '/h/.npm-global/bin'],
    ['darwin', '/h', '/h/Library/pnpm/bin', '/h/.npm-global/bin'],
    ['win32', 'C:\\h', 'C:\\h\\AppData\\Local\\pnpm\\bin', 'C:\\h\\AppData\\Roaming\\npm'],
  ] as const)('knows where the package managers install on %s', (platform, home, pnpm, npm) => {
    const { source, folders } = expectedPathOrder(none, { platform, home });
    expect(source).toBe('defaults');
    expect(folders).toHaveLength(5);
    expect(folders.slice(1, 3)).toEqual([pnpm, npm]);
  });
});
