import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { AimError } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { asAimError } from '../../src/apply/asAimError.js';
import { systemError } from '../support/faultyFs.js';
import { tempDir } from '../support/tempDir.js';

describe('asAimError', () => {
  it('names the path that the file system named, such as a temporary folder that is not there', () => {
    const gone = join(tempDir(), 'gone', 'probe-');
    let thrown: unknown;
    try {
      mkdtempSync(gone);
    } catch (error) {
      thrown = error;
    }
    const { code, message } = asAimError(thrown, '/tools');
    expect({ code, message }).toEqual({
      code: 'INSTALL_STORE_FAILED',
      message: `Cannot use ${gone}XXXXXX: ENOENT.`,
    });
    expect(asAimError(systemError('EIO'), '/tools').message).toBe('Cannot use /tools: EIO.');
  });

  it('leaves what can be told, and says of anything else what kind it is', () => {
    const told = new AimError('X', 4, 'told');
    expect(asAimError(told, '/tools')).toBe(told);
    expect(asAimError(new TypeError('a bug'), '/tools')).toMatchObject({
      code: 'INSTALL_FAILED',
      message: expect.stringContaining('(TypeError)') as string,
      hint: expect.stringContaining('--verbose') as string,
    });
  });
});
