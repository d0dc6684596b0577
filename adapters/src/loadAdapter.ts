import type { Adapter } from '@aim/core';

const loaders: Readonly<Record<string, () => Promise<Adapter>>> = {
  aider: async () => (await import('./tools/aider.js')).aider,
  'claude-cli': async () => (await import('./tools/claudeCli.js')).claudeCli,
  codex: async () => (await import('./tools/codex.js')).codex,
  gemini: async () => (await import('./tools/gemini.js')).gemini,
  jules: async () => (await import('./tools/jules.js')).jules,
  ruff: async () => (await import('./tools/ruff.js')).ruff,
  pylint: async () => (await import('./tools/pylint.js')).pylint,
  eslint: async () => (await import('./tools/eslint.js')).eslint,
  prettier: async () => (await import('./tools/prettier.js')).prettier,
  pytest: async () => (await import('./tools/pytest.js')).pytest,
};

/** Loads one built-in adapter and nothing of the others; `undefined` for an id that is not built in. */
export async function loadAdapter(id: string): Promise<Adapter | undefined> {
  return Object.hasOwn(loaders, id) ? loaders[id]?.() : undefined;
}
