import { describe, expect, it } from 'vitest';
import { nodeCheck } from '../../src/checks/node.js';
import { healthContext } from '../support/healthContext.js';

const check = (own: string, inPath: string | null | undefined) =>
  nodeCheck.run(
    healthContext({
      node: { version: own, executable: '/opt/node' },
      findCommand: () => (inPath === undefined ? undefined : '/bin/node'),
      versionOf: () => Promise.resolve(inPath ?? null),
    }),
  );

describe('node check', () => {
  it('passes with one Node that is new enough', async () => {
    expect(await check('v20.19.0', 'v20.19.0')).toMatchObject({
      status: 'pass',
      message: 'Node.js v20.19.0',
      details: { executable: '/opt/node', path: '/bin/node', path_version: 'v20.19.0' },
    });
  });

  it('says so when PATH holds another one', async () => {
    expect(await check('v24.1.0', 'v22.3.0')).toMatchObject({
      status: 'pass',
      message: 'Node.js v22.3.0; aim runs on v24.1.0',
    });
  });

  it.each([
    ['fails when this Node is too old', 'v20.18.3', 'v22.0.0', 'fail', 'aim runs on Node.js v20.18.3'],
    ['warns when the one in PATH is too old', 'v22.0.0', 'v18.20.0', 'warn', '/bin/node is v18.20.0'],
    ['warns when there is none in PATH', 'v22.0.0', undefined, 'warn', 'No node in PATH'],
    ['fails when the one in PATH gives no version', 'v22.0.0', null, 'fail', 'No version from /bin/node'],
    ['does not take nonsense for a version', 'v22.0.0', 'hello', 'warn', '/bin/node is hello'],
  ])('%s', async (_, own, inPath, status, message) => {
    expect(await check(own, inPath)).toMatchObject({
      status,
      message: expect.stringContaining(message),
      fix: expect.stringContaining('20.19'),
    });
  });
});
