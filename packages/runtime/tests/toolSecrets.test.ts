import { describe, expect, it } from 'vitest';
import { knownSecretNames, legacySecretNames, toolSecrets } from '../src/toolSecrets.js';
import { useTestHome } from './support/testHome.js';

describe('the secrets of a tool', () => {
  const machine = useTestHome();
  const own = { name: 'Own', detectCommands: ['own'], capabilities: ['x'] };
  const settings = () =>
    machine.settings({
      config: {
        registry: {
          tools: {
            named: { ...own, secrets: ['A_KEY'] },
            none: { ...own, adapter: 'aider', secrets: [] },
            renamed: { ...own, adapter: 'codex' },
            unknown: own,
          },
        },
      },
    });

  it.each([
    ['named', ['A_KEY']],
    ['none', []],
    ['renamed', ['OPENAI_API_KEY', 'CODEX_API_KEY']],
    ['claude-cli', ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN']],
    ['ruff', []],
    ['unknown', ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'GOOGLE_API_KEY', 'GITHUB_TOKEN']],
  ])('of %s are %j', (tool, secrets) => {
    expect(toolSecrets(settings(), tool)).toEqual(secrets);
  });

  it('are all known, with what is stored and what every built-in adapter may see', () => {
    const known = knownSecretNames(settings(), ['STORED']);
    for (const name of [...legacySecretNames, 'STORED', 'A_KEY', 'GEMINI_API_KEY', 'JULES_API_KEY']) {
      expect(known).toContain(name);
    }
  });
});
