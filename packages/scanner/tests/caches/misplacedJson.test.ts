import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findAiState, findCaches, misplacedJson, planFix } from '../../src/index.js';
import { tempDir } from '../support/tempDir.js';
import { writeTree } from '../support/writeTree.js';

it('lists misplaced caches and what AI tools left, of which a fix moves only what is safe to drop', async () => {
  const root = writeTree(tempDir(), {
    'p/__pycache__/a.pyc': 'x',
    'central/.cache/b': 'x',
    'p/.claude/settings.json': '{}',
    'p/.claude/debug/log': 'x',
  });
  const scan = await findCaches({ roots: [root], allowCentral: [join(root, 'central')] });
  const states = findAiState({ home: join(root, 'nobody'), paths: [join(root, 'p/.claude')] });
  const document = misplacedJson(scan, states);
  expect(document).toMatchObject([
    { path: join(root, 'p/__pycache__'), pattern: '__pycache__', holds: 'cache' },
    { path: join(root, 'p/.claude'), pattern: '.claude', holds: 'ai_state', tool: 'claude-cli' },
  ]);
  const plan = planFix(JSON.parse(JSON.stringify(document)), { method: 'quarantine' });
  expect(plan.items.map(({ path }) => path).toSorted()).toEqual(
    ['p/.claude/debug', 'p/__pycache__'].map((path) => join(root, path)),
  );
});

it('names what was found without a pattern by its own name', () => {
  const home = writeTree(tempDir(), { '.claude.json': '{}' });
  expect(misplacedJson({ caches: [] }, findAiState({ home }))).toMatchObject([{ pattern: '.claude.json' }]);
});
