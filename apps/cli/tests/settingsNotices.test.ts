import { loadSettings } from '@aim/runtime';
import { describe, expect, it } from 'vitest';
import { ignoredSettings, settingsNotices } from '../src/settingsNotices.js';
import { useTempHome } from './support/tempHome.js';

type Loaded = Parameters<typeof ignoredSettings>[0]['loaded'];
const notices = (ignored: Loaded['ignored']): string[] => ignoredSettings({ loaded: { ignored } as Loaded });

const home = useTempHome();

describe('settingsNotices', () => {
  const settings = () =>
    loadSettings({ env: home.env, cwd: home.project, home: home.home, platform: process.platform });

  it('says nothing where all is well', () => {
    expect(settingsNotices(settings())).toEqual([]);
  });

  it('says that an installation was cut short, and what to do, even when its record is damaged', () => {
    home.write('aim/data/tools/journal.json', '{"format":1,');
    expect(settingsNotices(settings())).toEqual([
      "warning: the installation was interrupted ('aim setup --resume' completes it, 'aim setup --rollback' undoes it)",
    ]);
  });
});

describe('ignoredSettings', () => {
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

  it('names the first few of many settings', () => {
    const layer = 'project' as const;
    const many = Array.from({ length: 8 }, (_, at) => ({
      file: '/a',
      pointer: `/x/${at}`,
      layer,
    }));
    expect(notices(many)[0]).toContain('ignored: /x/0, /x/1, /x/2, /x/3, /x/4 and 3 more (');
  });

  it('says of the user’s own file that others can change it', () => {
    expect(notices([{ file: '/u.json', pointer: '/audit/logPath', layer: 'user' }])).toEqual([
      "warning: /u.json can be changed by any user; ignored: /audit/logPath ('chmod go-w' it and its folder after reading it)",
    ]);
  });

  it('shows control characters of a file nobody has vouched for as text', () => {
    const [notice] = notices([{ file: '/a.json', pointer: '/registry/tools/\u001b[2J\n', layer: 'project' }]);
    expect(notice).toContain('/registry/tools/\\x1b[2J\\n');
  });
});
