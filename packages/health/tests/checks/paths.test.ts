import { describe, expect, it } from 'vitest';
import { pathsCheck } from '../../src/checks/paths.js';
import { healthContext, ownFolder, pathInspector } from '../support/healthContext.js';

describe('paths check', () => {
  it('passes when nothing is required', async () => {
    expect(await pathsCheck.run(healthContext())).toMatchObject({
      status: 'pass',
      message: 'No path is required',
    });
  });

  it('passes when all paths are there', async () => {
    const context = healthContext({ requiredPaths: ['/a', '/b'] });
    expect(await pathsCheck.run(context)).toMatchObject({
      status: 'pass',
      details: { found: ['/a', '/b'], problems: {} },
    });
  });

  it('fails with what is wrong with each path', async () => {
    const paths = pathInspector(
      {
        '/gone': { state: 'missing' },
        '/nas': { state: 'silent' },
        '/loop': { state: 'refused', code: 'ELOOP' },
        '/pipe': { ...ownFolder, kind: 'other' },
      },
      { isReadable: (path) => Promise.resolve(path !== '/secret') },
    );
    const requiredPaths = ['/fine', '/gone', '/nas', '/loop', '/pipe', '/secret'];
    const outcome = await pathsCheck.run(healthContext({ paths, requiredPaths }));
    expect(outcome).toMatchObject({
      status: 'fail',
      fix: expect.stringContaining('requiredPaths'),
      details: { found: ['/fine'] },
    });
    expect(outcome.message.split('; ')).toEqual([
      '/gone does not exist',
      '/nas does not answer',
      '/loop cannot be looked at (ELOOP)',
      '/pipe is neither a file nor a folder',
      '/secret cannot be read',
    ]);
  });

  it('notes what it waits for', async () => {
    const waits: string[] = [];
    await pathsCheck.run(healthContext({ requiredPaths: ['/a'], waitsFor: (what) => waits.push(what) }));
    expect(waits).toEqual(['/a']);
  });
});
