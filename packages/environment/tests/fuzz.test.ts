import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AimError, createMasker } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { lastRecordId } from '../src/alerts/lastRecordId.js';
import { readLogTail } from '../src/diagnostics/readLogTail.js';
import { redactText } from '../src/diagnostics/redactText.js';
import { redactValue } from '../src/diagnostics/redactValue.js';
import { planScheduleRemoval } from '../src/schedule/planScheduleRemoval.js';
import { scheduleStatus } from '../src/schedule/scheduleStatus.js';
import { editCrontab } from '../src/schedule/crontab.js';
import { showSchedulePlan } from '../src/schedule/showSchedulePlan.js';
import { planShimsClean } from '../src/shims/planShimsClean.js';
import { applyVariables } from '../src/variables/applyVariables.js';
import { describeVariables } from '../src/variables/describeVariables.js';
import { planVariables } from '../src/variables/planVariables.js';
import { planVariablesRemoval } from '../src/variables/planVariablesRemoval.js';
import { memoryFiles } from './support/memoryFiles.js';
import { recordingRunner } from './support/recordingRunner.js';
import { tempDir } from './support/tempDir.js';

const isTyped = (error: unknown): boolean => error instanceof AimError;
const block =
  '# >>> aim >>>\n# aim: this line break was added\nexport A=1\nexport PATH="/aim/bin:$PATH"\n# <<< aim <<<\n';
const crontab =
  'MAILTO=me\n# >>> aim health >>>\n*/5 * * * * /usr/bin/aim health\n# <<< aim health <<<\n0 0 * * * x\n';

describe('whatever a file holds', () => {
  it.each([
    ['.profile', 'sh', 'latin1'],
    ['.config/fish/config.fish', 'fish', 'latin1'],
    ['.config/powershell/profile.ps1', 'powershell', 'utf16le'],
  ] as const)(
    'as %s it takes the block and loses it again, or says why not',
    async (_name, shell, encoding) => {
      const home = tempDir();
      const effects = { home, stateDir: join(home, 'state'), runner: recordingRunner().runner, env: {} };
      const request = { variables: { A: '2' }, path: ['/aim/bin'], shells: [shell] };
      const plan = await planVariables(request, effects);
      const profile = plan.kind === 'profiles' ? (plan.edits[0]?.path ?? '') : '';
      mkdirSync(dirname(profile), { recursive: true });
      await fuzz({
        seeds: [`a\n${block}b\n`, `${block.replaceAll('\n', '\r\n')}b`, `${block}${block}`],
        parse: async (text) => {
          writeFileSync(profile, Buffer.from(encoding === 'utf16le' ? `\uFEFF${text}` : text, encoding));
          const before = readFileSync(profile);
          await describeVariables(request, effects);
          await applyVariables(await planVariables(request, effects), effects);
          for (const removal of await planVariablesRemoval(effects)) await applyVariables(removal, effects);
          // What was not ours is as it was.
          if (!before.includes(Buffer.from('aim', encoding))) expect(readFileSync(profile)).toEqual(before);
        },
        isTyped,
      });
    },
  );

  it('as the record of what was changed in the registry it is one, or none', async () => {
    const { effects, set } = windowsUser();
    await fuzz({
      seeds: [
        JSON.stringify({
          version: 1,
          variables: { A: { previous: { kind: 'String', value: 'x' }, applied: '1' } },
          path: ['C:\\aim'],
        }),
      ],
      parse: async (text) => {
        set(text);
        await describeVariables({ variables: { A: '1' }, path: ['C:\\aim'] }, effects);
        for (const removal of await planVariablesRemoval(effects)) await applyVariables(removal, effects);
      },
      isTyped,
    });
  });

  it('as a log it has a last record and a masked end', async () => {
    const file = join(tempDir(), 'a.log');
    const masker = createMasker(['s3cret value']);
    await fuzz({
      seeds: ['{"RecordId": 12, "Message":"s3cret value"}\n{"RecordId":13}\n'],
      parse: (text) => {
        writeFileSync(file, text);
        lastRecordId(file);
        if (readLogTail(file, { masker, longestForm: 100 })?.includes('s3cret value'))
          throw new Error('a secret is shown');
      },
    });
  });

  it('as text or data for support it is redacted', async () => {
    const isSensitive = (name: string): boolean => /token/i.test(name);
    await fuzz({
      seeds: [
        'token="abc" Bearer abcdef https://me:pw@x/ sk-0123456789abcdef0',
        '{"token":"x","a":[{"b":1}]}',
      ],
      parse: (text) => {
        redactText(text, isSensitive);
        let value: unknown = text;
        try {
          value = JSON.parse(text);
        } catch {
          // Then it is the text.
        }
        redactValue(value, { isSensitive, text: (one) => redactText(one, isSensitive) });
      },
    });
  });

  it('as a program it is a shim of ours, or stays', async () => {
    const folder = tempDir();
    await fuzz({
      seeds: ['#!/bin/sh\n# aim-shim v1: written by aim, removed by "aim shims clean"; changes are lost\n'],
      parse: (text) => {
        writeFileSync(join(folder, 'a'), text);
        return planShimsClean(folder);
      },
      isTyped,
    });
  });
});

describe('whatever a program prints', () => {
  it('as the values of the registry they are ones, or a typed error', async () => {
    const { effects, answer } = windowsUser();
    await fuzz({
      seeds: [
        '{"A":{"kind":"String","value":"x"},"Path":{"kind":"ExpandString","value":"C:\\\\a;C:\\\\b"}}\r\n',
        '\uFEFF{"A":null,"Path":null}',
      ],
      parse: async (text) => {
        answer(text);
        const request = { variables: { A: '1' }, path: ['C:\\aim'] };
        await describeVariables(request, effects);
        await applyVariables(await planVariables(request, effects), effects);
        for (const removal of await planVariablesRemoval(effects)) await applyVariables(removal, effects);
      },
      isTyped,
    });
  });

  it('as a crontab it takes the job and loses it again, or says why not', async () => {
    const home = tempDir();
    let stdout = '';
    const effects = {
      home,
      stateDir: home,
      env: {},
      platform: 'linux' as const,
      runner: recordingRunner(() => ({ stdout })).runner,
      find: (tool: string) => (tool === 'crontab' ? '/usr/bin/crontab' : undefined),
    };
    await fuzz({
      seeds: [crontab, crontab.split('\n').slice(0, 3).join('\n')],
      parse: async (text) => {
        stdout = text;
        await scheduleStatus('health', effects);
        showSchedulePlan(await planScheduleRemoval('health', effects));
        const added = editCrontab(text, 'health', '* * * * * x');
        if (!added.includes('* * * * * x')) throw new Error('the job is not in it');
        if (!text.includes('aim')) expect(editCrontab(added, 'health', undefined)).toBe(text);
      },
      isTyped,
    });
  });
});

/** A user of Windows whose PowerShell prints what it is told, with a record of earlier changes. */
function windowsUser() {
  const { store, contents } = memoryFiles();
  let stdout = '{}';
  const effects = {
    home: 'C:\\Users\\me',
    stateDir: 'C:\\state',
    platform: 'win32' as const,
    env: {},
    files: store,
    runner: recordingRunner(() => ({ stdout })).runner,
  };
  return {
    effects,
    set: (text: string) => void contents.set('C:\\state\\environment.json', Buffer.from(text)),
    answer: (text: string) => {
      stdout = text;
    },
  };
}
