import { describe, expect, it } from 'vitest';
import type { PathFacts, PathTrouble } from '../../src/paths/pathInspector.js';
import { pathOrderCheck } from '../../src/checks/pathOrder.js';
import { healthContext, ownFolder, pathInspector } from '../support/healthContext.js';

const missing: PathTrouble = { state: 'missing' };
const check = (
  value: string,
  order: readonly string[] = [],
  facts: Readonly<Record<string, PathFacts | PathTrouble>> = {},
) =>
  pathOrderCheck.run(
    healthContext({ searchPath: { value, order, toolsRoot: '' }, paths: pathInspector(facts) }),
  );

describe('path_order check', () => {
  it('passes with the folders in their order, in the older shape', async () => {
    expect(await check('/x:/a:/y:/b/', ['/a', '/b'])).toMatchObject({
      status: 'pass',
      details: { exists: true, ordered: true, indices: [1, 3], source: 'configured' },
    });
  });

  it('warns of a folder that is not in PATH', async () => {
    expect(await check('/a', ['/a', '/b'])).toMatchObject({
      status: 'warn',
      message: 'not in PATH: /b',
      fix: 'put into PATH, in this order: /a, /b',
      details: { exists: false, indices: [0, -1] },
    });
  });

  it('warns of the wrong order', async () => {
    expect(await check('/b:/a', ['/a', '/b'])).toMatchObject({
      status: 'warn',
      message: 'the folders are not in the expected order',
      details: { exists: true, ordered: false, indices: [1, 0] },
    });
  });

  it.each([
    ['empty', '/a:', "''"],
    ['a dot', '.:/a', "'.'"],
    ['relative', 'node_modules/.bin:/a', "'node_modules/.bin'"],
  ])(
    'warns of an entry that is %s: commands would come from the working directory',
    async (_, value, named) => {
      expect(await check(value, ['/a'])).toMatchObject({
        status: 'warn',
        message: `relative entries: ${named}`,
        fix: 'remove the empty and relative entries from PATH',
      });
    },
  );

  it('warns of a folder that anyone can write to, even one like /tmp', async () => {
    expect(await check('/a:/tmp', ['/a'], { '/tmp': { ...ownFolder, mode: 0o1777 } })).toMatchObject({
      status: 'warn',
      message: 'anyone can write to /tmp',
      fix: 'chmod o-w /tmp',
      details: { world_writable: ['/tmp'] },
    });
  });

  it('warns of an empty PATH', async () => {
    expect(await check('', [], { '/home/me/.local/bin': missing })).toMatchObject({
      status: 'warn',
      message: expect.stringContaining('PATH is empty'),
    });
  });

  it('expects by default only folders that exist, and does not insist on an order', async () => {
    const absent = { '/home/me/.local/share/pnpm/bin': missing, '/home/me/.npm-global/bin': missing };
    const value = '/home/me/.cargo/bin:/home/me/go/bin:/home/me/.local/bin';
    expect(await check(value, [], absent)).toMatchObject({
      status: 'pass',
      details: { source: 'defaults', exists: true, ordered: false, indices: [2, 1, 0] },
    });
    expect(await check('/home/me/.local/bin:/home/me/go/bin', [], absent)).toMatchObject({
      status: 'warn',
      message: 'not in PATH: /home/me/.cargo/bin',
    });
  });

  it('looks for the folders under the tools root where there is one', async () => {
    const searchPath = { value: '/opt/t/pipx/bin', order: [], toolsRoot: '/opt/t' };
    expect(await pathOrderCheck.run(healthContext({ searchPath }))).toMatchObject({
      status: 'warn',
      details: { source: 'tools root', indices: [0, -1, -1, -1, -1] },
    });
  });

  it('compares as Windows does, and says what it did not look at there', async () => {
    const searchPath = {
      value: 'c:\\tools\\PIPX\\bin\\;"C:\\a;b";C:\\Tools\\node\\npm;',
      order: ['C:\\Tools\\pipx\\bin', 'C:/Tools/node/npm'],
      toolsRoot: '',
    };
    expect(await pathOrderCheck.run(healthContext({ platform: 'win32', searchPath }))).toMatchObject({
      status: 'pass',
      message: expect.stringContaining('who may write to them was not looked at'),
      details: { indices: [0, 2], ordered: true, relative: [], world_writable: null },
    });
    const relative = { value: 'C:\\a;\\b;C:c;d', order: ['C:\\a'], toolsRoot: '' };
    expect(
      await pathOrderCheck.run(healthContext({ platform: 'win32', searchPath: relative })),
    ).toMatchObject({ status: 'warn', details: { relative: ['\\b', 'C:c', 'd'] } });
  });
});
