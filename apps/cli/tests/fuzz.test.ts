import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AimError } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { parseSecretsFile } from '../src/parseSecretsFile.js';
import { readPayload } from '../src/readPayload.js';
import { collectingTerminal, runCli } from './support/runCli.js';
import { useTempHome } from './support/tempHome.js';

const home = useTempHome();
const isTyped = (error: unknown): boolean => error instanceof AimError;
const machine = () => ({ cwd: home.project, home: home.home, env: home.env });

describe('whatever a file or standard input holds', () => {
  it.each([
    ['dotenv', 'export A_KEY=1 # x\nB="two\nlines"\nC=\'x\'\nA_KEY: y\n'],
    ['json', '{"A_KEY":"1","B":"x\\ny"}'],
  ] as const)('as secrets in %s it is read, or a typed error', async (format, seed) => {
    await fuzz({
      seeds: [seed],
      parse: (text) => parseSecretsFile(text, { format, file: 'x' }),
      isTyped,
    });
  });

  it('as a payload it is an object, or a typed error', async () => {
    await fuzz({
      seeds: ['{"prompt":"x","files":["a.ts"],"trust_project":false}'],
      parse: (text) =>
        readPayload(collectingTerminal({ ...machine(), stdin: text }), {
          prompt: undefined,
          files: ['b'],
          payload: '-',
          trustProject: true,
        }),
      isTyped,
    });
  });

  it.each([
    [['scan', 'fix', '-', '--quarantine', '--dry-run', '--json'], '[{"size":3,"files":["/a","/b"]}]'],
    [['config', 'validate', 'given.json', '--json'], '{"version":"1.0.0","registry":{"tools":{}}}'],
    [['workstream', 'validate', 'given.json', '--json'], '{"id":"ws-a","files_scope":["a"],"tasks":["x"]}'],
    [['config', 'migrate', '--from', 'given.json', '--json'], '{"tools":{},"version":"1.0.0"}'],
  ])('%j answers with one JSON document and a code of its own', async (argv, seed) => {
    const file = join(home.project, 'given.json');
    await fuzz({
      seeds: [seed],
      parse: async (text) => {
        writeFileSync(file, text);
        const outcome = await runCli(argv, { ...machine(), stdin: text });
        const { error } = outcome.json<{ error?: { code: string } }>();
        if (error?.code === 'INTERNAL') throw new Error(outcome.stdout);
      },
      isTyped,
    });
  });
});
