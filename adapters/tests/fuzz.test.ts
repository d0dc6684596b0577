import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AimError } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../tools/testing/fuzz.mjs';
import { ran } from '../../tools/testing/ran.mjs';
import { answerRequest } from '../src/answerRequest.js';
import { builtInAdapters } from '../src/builtInAdapters.js';
import { lineChanges } from '../src/lineChanges.js';
import { loadAdapter } from '../src/loadAdapter.js';
import { refuseSteeringSettings } from '../src/tools/aiderProject.js';
import { invoke, tempDir } from './kit/invoke.js';

const seeds = [
  '{"type":"result","subtype":"success","is_error":false,"result":"done","usage":{"input_tokens":1}}',
  '{"type":"turn.started"}\n{"type":"item.completed","item":{"type":"file_change","changes":[{"path":"a"}]}}\n{"type":"turn.completed","usage":{}}',
  '{"response":"ok","stats":{"files":{"totalLinesAdded":1,"totalLinesRemoved":0}}}',
  '[{"filePath":"/a.js","messages":[{"line":1,"column":1,"message":"m","ruleId":"r","severity":2}]}]',
  '[{"filename":"a.py","location":{"row":1,"column":1},"message":"m","code":"E1"}]',
  '[{"path":"a.py","line":1,"column":0,"message":"m","symbol":"s","type":"error"}]',
  'Applied edit to a.py\nCommit 123 x\nTokens: 1\n',
  '===== 1 failed, 2 passed in 0.1s =====\nFAILED a.py::b - x\n',
  'Would reformat: a.py\n1 file would be reformatted\n',
];

describe('whatever a tool prints', () => {
  it.each(
    builtInAdapters.map(({ id, capabilities }) => [id, capabilities.at(-1) ?? '', capabilities[0] ?? '']),
  )('becomes a result of %s', async (id, capability, first) => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'a.py'), '');
    const adapter = await loadAdapter(id);
    if (adapter === undefined) throw new Error('no adapter');
    await fuzz({
      seeds,
      parse: async (text) => {
        const context = { cwd, run: () => Promise.resolve(ran({ stdout: text, stderr: text })) };
        for (const one of new Set([capability, first])) {
          const payload = { prompt: 'x', files: ['a.py'] };
          const { success, message } = await invoke(adapter, one, { payload, context });
          if (typeof success !== 'boolean' || typeof message !== 'string') throw new Error('no result');
        }
      },
    });
  });
});

describe('whatever is asked of an adapter', () => {
  it('is answered with one line of JSON', async () => {
    const adapter = await loadAdapter('ruff');
    if (adapter === undefined) throw new Error('no adapter');
    const cwd = tempDir();
    const context = { run: () => Promise.resolve(ran({})), executable: '/opt/ruff', cwd, env: {}, mask: [] };
    await fuzz({
      seeds: [
        '{"capability":"version","payload":{},"contract":"AIM_PLUS_V1"}',
        '{"capability":"linting","payload":{"files":["a.py"],"prompt":"x"},"tool":"ruff","timeout_ms":1,"max_retries":0}',
      ],
      parse: async (text) => {
        const { output } = await answerRequest(adapter, text, context);
        const { success, message } = JSON.parse(output) as { success: unknown; message: unknown };
        if (typeof success !== 'boolean' || typeof message !== 'string') throw new Error('no result');
      },
    });
  });
});

describe('whatever a file of the project holds', () => {
  it('as .env it is harmless to aider or refused', async () => {
    const cwd = tempDir();
    const task = { payload: {}, files: [], cwd, env: {}, exists: () => false };
    await fuzz({
      seeds: ['export AIDER_TEST_CMD=x\nA = "1"\n', "'OPENAI_API_BASE'=x\n"],
      parse: (text) => refuseSteeringSettings({ ...task, read: () => text }, undefined),
      isTyped: (error) => error instanceof AimError,
    });
  });

  it('as a file that is edited its lines are counted', async () => {
    const before = 'a\nb\nc\nd\n';
    await fuzz({
      seeds: [before, 'a\nc\nx\n'],
      parse: (text) => {
        for (const { added, removed } of [lineChanges(before, text), lineChanges(text, before)]) {
          if (added < 0 || removed < 0) throw new Error('fewer than no lines');
        }
      },
    });
  });
});
