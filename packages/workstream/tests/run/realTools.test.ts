import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseToolProfiles, runWorkstreams } from '../../src/index.js';
import { done, runPlan, testEffects, writeIn } from '../support/effects.js';
import { createRepository } from '../support/repository.js';
import { tempDir } from '../support/tempDir.js';
import { workstream } from '../support/workstreams.js';

const nodeModules = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

/** What the editing tool writes: badly formatted, and for the second workstream wrong at first. */
const drafts: Record<string, readonly string[]> = {
  'ws-sum': ['export function sum(a,b){return a+b}'],
  'ws-mean': [
    `import {sum} from './sum.js'\nexport function mean(a,b){return sum(a,b)}`,
    `import {sum} from './sum.js'\nexport function mean(a,b){return sum(a,b)/2}`,
  ],
  'ws-test': [
    `import {test} from 'node:test';import assert from 'node:assert';import {mean} from './mean.js'\n` +
      `test('mean',()=>assert.equal(mean(2,4),3))`,
  ],
};

describe.skipIf(process.platform === 'win32')('a run with real tools', () => {
  it('formats, lints and tests in each worktree with the programs of the repository, and has a fault fixed', async () => {
    const home = tempDir();
    const { root, git } = createRepository(home, {
      '.gitignore': 'node_modules\n',
      'package.json': '{ "type": "module" }\n',
      'eslint.config.js': `export default [{ rules: { 'no-undef': 'error', 'prefer-const': 'error' } }];\n`,
    });
    symlinkSync(nodeModules, join(root, 'node_modules'));
    const { profiles } = parseToolProfiles(
      {
        prettier: { type: 'static-check', command: 'prettier', args: ['--write', '{files}'] },
        eslint: { type: 'static-check', command: 'eslint', args: ['{files}'], 'timeout-sec': 120 },
        'node-test': { type: 'test', command: process.execPath, args: ['--test', '--test-reporter=tap'] },
      },
      'profiles',
    );
    const edits: string[] = [];
    const { effects, audited } = testEffects(home, {
      invoke: async ({ cwd, payload, wsId }) => {
        const texts = drafts[wsId] ?? [];
        const text = texts[Math.min(edits.filter((id) => id === wsId).length, texts.length - 1)];
        edits.push(wsId);
        writeIn(cwd, (payload['files'] as string[])[0] ?? '', text ?? '');
        return done;
      },
    });
    const halved = `${process.execPath} --input-type=module -e "import {mean} from './src/mean.js'; process.exit(mean(2,4)===3?0:1)"`;
    const list = [
      workstream('ws-test', { files_scope: ['src/mean.test.js'], depends_on: ['ws-mean'] }),
      workstream('ws-mean', {
        files_scope: ['src/mean.js'],
        depends_on: ['ws-sum'],
        acceptance_tests: [halved],
      }),
      workstream('ws-sum', { files_scope: ['src/sum.js'] }),
    ];
    const plan = runPlan(root, list, {
      profiles,
      checks: { static: ['prettier', 'eslint'] },
    });
    const tested = plan.workstreams.map((each) =>
      each.id === 'ws-test' ? { ...each, metadata: { runtime_tools: ['node-test'] } } : each,
    );
    const result = await runWorkstreams({ ...plan, workstreams: tested }, effects);
    expect(result.results.map(({ ws_id, final_status }) => [ws_id, final_status])).toEqual([
      ['ws-sum', 'done'],
      ['ws-mean', 'done'],
      ['ws-test', 'done'],
    ]);
    expect(edits).toEqual(['ws-sum', 'ws-mean', 'ws-mean', 'ws-test']);
    expect(git('show', 'HEAD:src/sum.js')).toBe('export function sum(a, b) {\n  return a + b;\n}\n');
    const runtime = result.results[2]?.steps[2]?.details['checks'];
    expect(runtime).toMatchObject([{ name: 'node-test', exit_code: 0 }]);
    expect(JSON.stringify(runtime)).toContain('# pass 1');
    const finished = audited.filter(({ details }) => details?.['event'] === 'step_finished');
    expect(finished).toHaveLength(4 + 2 * 3 + 2 + 1 + 3);
  }, 120_000);
});
