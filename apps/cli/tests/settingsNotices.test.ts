import { describe, expect, it } from 'vitest';
import { settingsNotices } from '../src/settingsNotices.js';

type Loaded = Parameters<typeof settingsNotices>[0]['loaded'];
const notices = (ignored: Loaded['ignored']): string[] => settingsNotices({ loaded: { ignored } as Loaded });

describe('settingsNotices', () => {
  it('says nothing when every setting counts', () => {
    expect(notices([])).toEqual([]);
  });

  it('names each file once, with all of its settings that do not count', () => {
    const layer = 'project';
    expect(
      notices([
        { file: '/a.json', pointer: '/audit/logPath', layer },
        { file: '/b.json', pointer: '/registry/tools/x/env', layer },
        { file: '/a.json', pointer: '/environment/secretsVault', layer },
      ]),
    ).toEqual([
      "warning: /a.json is not trusted; ignored: /audit/logPath, /environment/secretsVault ('aim config trust' after reading it)",
      "warning: /b.json is not trusted; ignored: /registry/tools/x/env ('aim config trust' after reading it)",
    ]);
  });

  it('shows control characters of a file nobody has vouched for as text', () => {
    const [notice] = notices([{ file: '/a.json', pointer: '/registry/tools/\u001b[2J\n', layer: 'project' }]);
    expect(notice).toContain('/registry/tools/\\x1b[2J\\n');
  });
});
