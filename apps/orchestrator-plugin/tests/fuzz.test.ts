import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AimError } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { useTempDir } from '../../../tools/testing/tempDir.mjs';
import { checkNxOptions } from '../src/nx/checkNxOptions.js';
import { maskTaskOutputs } from '../src/nx/maskTaskOutputs.js';

const tempDir = useTempDir();

describe('whatever nx.json or a task holds', () => {
  it('as options of the plugin they are ones, or a typed error', async () => {
    await fuzz({
      seeds: [
        '{"config":"x","checks":{"only":["node"],"skip":[]},"secrets":["A"],"inheritPassphrase":false}',
      ],
      parse: (text) => {
        let options: unknown = text;
        try {
          options = JSON.parse(text);
        } catch {
          // Then it is a text, which is no object either.
        }
        return checkNxOptions(options);
      },
      isTyped: (error) => error instanceof AimError,
    });
  });

  it('as the kept output of a task it loses its secrets', async () => {
    const { path } = tempDir();
    const folder = join(path, '.nx', 'cache', 'terminalOutputs');
    mkdirSync(folder, { recursive: true });
    const context = {
      id: '1',
      workspaceRoot: path,
      taskResults: {},
      nxJsonConfiguration: {},
      startTime: 0,
      endTime: 1,
    };
    await fuzz({
      seeds: ['a s3cret value b\n', Buffer.from('s3cret value').toString('base64')],
      parse: (text) => {
        const file = join(folder, 'abc');
        writeFileSync(file, text);
        maskTaskOutputs(context, [{ task: { id: 'a:b', hash: 'abc' }, status: 'success' }], ['s3cret value']);
        if (readFileSync(file, 'utf8').includes('s3cret value')) throw new Error('a secret is kept');
      },
    });
  });
});
