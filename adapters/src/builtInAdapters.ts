/** What is known of a built-in adapter without loading it. */
export interface BuiltInAdapter {
  readonly id: string;
  readonly capabilities: readonly string[];
  /** Environment names of the secrets the tool may see unless its configuration says otherwise. */
  readonly secrets: readonly string[];
}

const version = ['version', 'version_checking'];
const editing = [...version, 'code_generation', 'refactoring'];

/** Every adapter of this package, AI tools first; an id is also the name {@link loadAdapter} knows it by. */
export const builtInAdapters: readonly BuiltInAdapter[] = [
  {
    id: 'aider',
    capabilities: editing,
    secrets: [
      'OPENAI_API_KEY',
      'ANTHROPIC_API_KEY',
      'GEMINI_API_KEY',
      'DEEPSEEK_API_KEY',
      'OPENROUTER_API_KEY',
      'GROQ_API_KEY',
      'MISTRAL_API_KEY',
      'XAI_API_KEY',
      'COHERE_API_KEY',
      'AZURE_API_KEY',
    ],
  },
  {
    id: 'claude-cli',
    capabilities: editing,
    secrets: ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'],
  },
  { id: 'codex', capabilities: editing, secrets: ['OPENAI_API_KEY', 'CODEX_API_KEY'] },
  { id: 'gemini', capabilities: editing, secrets: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'] },
  { id: 'jules', capabilities: editing, secrets: ['JULES_API_KEY', 'GOOGLE_API_KEY'] },
  { id: 'ruff', capabilities: [...version, 'linting', 'formatting'], secrets: [] },
  { id: 'pylint', capabilities: [...version, 'linting'], secrets: [] },
  { id: 'eslint', capabilities: [...version, 'linting'], secrets: [] },
  { id: 'prettier', capabilities: [...version, 'formatting'], secrets: [] },
  { id: 'pytest', capabilities: [...version, 'testing'], secrets: [] },
];
