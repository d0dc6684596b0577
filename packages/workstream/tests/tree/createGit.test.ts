import { createRunner } from '@aim/exec';
import { describe, expect, it } from 'vitest';
import { createGit } from '../../src/tree/createGit.js';
import { tempDir } from '../support/tempDir.js';

const env = { PATH: process.env.PATH ?? '' };

describe('createGit', () => {
  it('names the command that failed, its folder and what git said', async () => {
    const cwd = tempDir();
    const git = createGit({ runner: createRunner(), env: { ...env, GIT_CEILING_DIRECTORIES: cwd } });
    await expect(git?.run(['-c', 'user.name=x', 'commit', '--quiet'], { cwd })).rejects.toMatchObject({
      code: 'WORKSTREAM_GIT_FAILED',
      message: expect.stringMatching(
        /^git commit failed in .* \(exit 128\): fatal: not a git repository/,
      ) as string,
      details: { cwd, exit_code: 128 },
    });
  });

  it('is not there without a git in PATH', () => {
    expect(createGit({ runner: createRunner(), env: { PATH: '' } })).toBeUndefined();
  });
});
