import { describe, expect, it } from 'vitest';
import { pythonCheck } from '../../src/checks/python.js';
import { healthContext } from '../support/healthContext.js';

const check = (answers: Readonly<Record<string, string | null>>, platform: NodeJS.Platform = 'linux') =>
  pythonCheck.run(
    healthContext({
      platform,
      findCommand: (name) => (name in answers ? `/bin/${name}` : undefined),
      versionOf: ({ file }) => Promise.resolve(answers[file.slice('/bin/'.length)] ?? null),
    }),
  );

describe('python check', () => {
  it.each(['Python 3.10.0', 'Python 3.13.0rc1', 'Python 4.0.1'])('passes with %s', async (python3) => {
    expect(await check({ python3 })).toMatchObject({
      status: 'pass',
      message: python3,
      details: { path: '/bin/python3' },
    });
  });

  it('warns of a Python that is too old', async () => {
    expect(await check({ python3: 'Python 3.9.18' })).toMatchObject({
      status: 'warn',
      message: 'Python 3.9.18 at /bin/python3 is older than 3.10',
      fix: expect.stringContaining('3.10'),
    });
  });

  it('takes the next one when the first is old or broken', async () => {
    expect(await check({ python3: 'Python 2.7.18', python: 'Python 3.12.1' })).toMatchObject({
      status: 'pass',
    });
    expect(await check({ python3: null, python: 'Python 3.12.1' })).toMatchObject({ status: 'pass' });
  });

  it('warns when there is none', async () => {
    expect(await check({})).toMatchObject({ status: 'warn', message: 'No Python in PATH' });
  });

  it.each([null, 'Segmentation fault', 'Python was not found', 'Python ?.?'])(
    'fails for one that answers %o',
    async (python3) => {
      expect(await check({ python3 })).toMatchObject({
        status: 'fail',
        message: 'No version from /bin/python3',
      });
    },
  );

  it('asks the launcher first on Windows', async () => {
    const both = { py: 'Python 3.12.0', python3: 'Python 3.11.0' };
    expect(await check(both, 'win32')).toMatchObject({ details: { path: '/bin/py' } });
    expect(await check(both)).toMatchObject({ details: { path: '/bin/python3' } });
  });

  it('asks no further once its time is up', async () => {
    const asked: string[] = [];
    const stop = new AbortController();
    const versionOf = ({ file }: { readonly file: string }) => {
      asked.push(file);
      stop.abort();
      return Promise.resolve(null);
    };
    await pythonCheck.run(healthContext({ versionOf, signal: stop.signal }));
    expect(asked).toEqual(['/bin/python3']);
  });
});
