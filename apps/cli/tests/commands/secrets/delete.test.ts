import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

describe('aim secrets delete', () => {
  it('removes one secret and leaves the others', async () => {
    await home.aim(['secrets', 'import', '-'], { stdin: 'ONE=1111\nTWO=2222\n' });
    expect(await home.aim(['secrets', 'delete', 'ONE'])).toMatchObject({
      exitCode: 0,
      stdout: 'Deleted ONE\n',
    });
    expect((await home.aim(['secrets', 'export', '--json'])).json()).toEqual({ TWO: '2222' });
  });

  it('fails on a name that is not stored', async () => {
    const deleted = await home.aim(['secrets', 'delete', 'ONE']);
    expect(deleted).toMatchObject({ exitCode: 5, stdout: '' });
    expect(deleted.stderr).toContain('holds no secret named ONE');
  });
});
