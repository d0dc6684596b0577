/** What a part of an AI tool's files is. */
export type AiStateKind =
  | 'cache'
  | 'log'
  | 'temporary'
  | 'login'
  | 'history'
  | 'settings'
  | 'program'
  | 'unknown';

/** One part of an AI tool's files. */
export interface AiStateRule {
  /** Path below the tool's folder; a segment may be, or hold, a `*`. Everything below it is meant too. */
  readonly path: string;
  readonly holds: AiStateKind;
  readonly about: string;
}

/** Where an AI tool keeps its files, and what they are. */
export interface AiStatePlace {
  readonly tool: string;
  /** Folder or file below the home folder. */
  readonly home: string;
  /** Environment variable that names the folder instead, or, with `within`, the folder it lies in. */
  readonly variable?: string;
  readonly within?: boolean;
  readonly rules: readonly AiStateRule[];
  /** Where the facts come from. */
  readonly sources: readonly string[];
}

/** Only these can be dropped without losing a login, a history or a setting. */
export const expendableKinds: ReadonlySet<AiStateKind> = new Set<AiStateKind>(['cache', 'log', 'temporary']);

const claudeRules: readonly AiStateRule[] = [
  { path: '.credentials.json', holds: 'login', about: 'Login tokens (Linux and Windows)' },
  { path: 'projects', holds: 'history', about: 'Session transcripts and project memory' },
  { path: 'history.jsonl', holds: 'history', about: 'Prompts that were typed' },
  { path: 'file-history', holds: 'history', about: 'Copies of files before edits, for rewinding' },
  { path: 'todos', holds: 'history', about: 'Task lists of sessions' },
  { path: 'tasks', holds: 'history', about: 'Task lists of sessions' },
  { path: 'plans', holds: 'history', about: 'Plans that were written' },
  { path: 'backups', holds: 'settings', about: 'Copies of the settings file' },
  { path: 'sessions', holds: 'history', about: 'Sessions' },
  { path: 'shell-snapshots', holds: 'temporary', about: 'Shell environments of sessions' },
  { path: 'session-env', holds: 'temporary', about: 'Environments of sessions' },
  { path: 'debug', holds: 'log', about: 'Debug logs' },
  { path: 'logs', holds: 'log', about: 'Logs' },
  { path: 'paste-cache', holds: 'cache', about: 'Pasted text' },
  { path: 'image-cache', holds: 'cache', about: 'Pasted images' },
  { path: 'cache', holds: 'cache', about: 'Downloads that are fetched again' },
  { path: 'stats-cache.json', holds: 'cache', about: 'Usage figures' },
  { path: 'statsig', holds: 'cache', about: 'Feature flags' },
  { path: 'telemetry', holds: 'cache', about: 'Telemetry that was not sent' },
  { path: 'local', holds: 'program', about: 'The program itself' },
  { path: 'plugins', holds: 'program', about: 'Plugins' },
  ...settings(
    'settings*.json',
    'CLAUDE*.md',
    'agents',
    'commands',
    'skills',
    'rules',
    'hooks',
    'output-styles',
  ),
];

const codexRules: readonly AiStateRule[] = [
  { path: 'auth.json', holds: 'login', about: 'Login tokens or an API key' },
  { path: '.credentials.json', holds: 'login', about: 'Tokens of tool servers' },
  { path: 'sessions', holds: 'history', about: 'Session transcripts' },
  { path: 'archived_sessions', holds: 'history', about: 'Session transcripts' },
  { path: 'session_index.jsonl', holds: 'history', about: 'Names of sessions' },
  { path: 'history.jsonl', holds: 'history', about: 'Prompts that were typed' },
  { path: 'memories', holds: 'history', about: 'Memories' },
  { path: '*.sqlite*', holds: 'history', about: 'Index of the sessions' },
  { path: 'log', holds: 'log', about: 'Logs' },
  { path: 'logs', holds: 'log', about: 'Logs' },
  { path: 'shell_snapshots', holds: 'temporary', about: 'Shell environments of sessions' },
  { path: 'tmp', holds: 'temporary', about: 'Scratch files' },
  { path: '.tmp', holds: 'temporary', about: 'Scratch files' },
  { path: 'models_cache.json', holds: 'cache', about: 'List of models' },
  { path: 'version.json', holds: 'cache', about: 'Result of the last update check' },
  { path: 'packages', holds: 'program', about: 'The program itself' },
  ...settings('config.toml', 'AGENTS*.md', 'prompts', 'rules', 'skills'),
];

const geminiRules: readonly AiStateRule[] = [
  { path: 'oauth_creds.json', holds: 'login', about: 'Login tokens' },
  { path: 'google_accounts.json', holds: 'login', about: 'Accounts' },
  { path: 'mcp-oauth-tokens*.json', holds: 'login', about: 'Tokens of tool servers' },
  { path: 'gemini-credentials.json', holds: 'login', about: 'Keys' },
  { path: '.env', holds: 'login', about: 'Keys' },
  { path: 'tmp/bin', holds: 'cache', about: 'Programs that are fetched again' },
  { path: 'tmp/*/logs', holds: 'log', about: 'Logs' },
  { path: 'tmp', holds: 'history', about: 'Chats, checkpoints and shell history, despite the name' },
  { path: 'history', holds: 'history', about: 'Copies of files before edits, for restoring' },
  { path: 'memory.md', holds: 'settings', about: 'Memories' },
  ...settings('settings*.json', '*.md', 'commands', 'extensions', 'policies', 'agents', 'skills'),
  ...settings(
    'trustedFolders.json',
    'projects.json',
    'installation_id',
    'acknowledgments',
    'policy_integrity.json',
  ),
];

const julesRules: readonly AiStateRule[] = [
  { path: 'cache/oauth_creds.json', holds: 'login', about: 'Login tokens, despite the name of the folder' },
  { path: 'cache/*.log', holds: 'log', about: 'Logs' },
  { path: 'cache', holds: 'history', about: 'Sessions, as kept by the SDK' },
];

const aiderRules: readonly AiStateRule[] = [
  { path: 'oauth-keys.env', holds: 'login', about: 'Keys from the login page' },
  { path: 'caches', holds: 'cache', about: 'Model prices and the result of the last update check' },
  ...settings('analytics.json', 'installs.json'),
];

/** What the AI tools leave in the home folder. */
export const aiStatePlaces: readonly AiStatePlace[] = [
  {
    tool: 'claude-cli',
    home: '.claude',
    variable: 'CLAUDE_CONFIG_DIR',
    rules: claudeRules,
    sources: [
      'https://code.claude.com/docs/en/claude-directory',
      'https://github.com/anthropics/claude-code/issues/51779',
    ],
  },
  {
    tool: 'claude-cli',
    home: '.claude.json',
    rules: [{ path: '', holds: 'login', about: 'Account, settings and tool servers' }],
    sources: ['https://code.claude.com/docs/en/claude-directory'],
  },
  {
    tool: 'codex',
    home: '.codex',
    variable: 'CODEX_HOME',
    rules: codexRules,
    sources: [
      'https://developers.openai.com/codex/config-file/environment-variables',
      'https://docs.rs/unified-agent-api-codex/latest/codex/struct.CodexHomeLayout.html',
    ],
  },
  {
    tool: 'gemini',
    home: '.gemini',
    variable: 'GEMINI_CLI_HOME',
    within: true,
    rules: geminiRules,
    sources: ['https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/config/storage.ts'],
  },
  {
    tool: 'jules',
    home: '.jules',
    rules: julesRules,
    sources: ['Jules Tools, `jules login`; Jules SDK, `.jules/cache/<session>/activities.jsonl`'],
  },
  {
    tool: 'aider',
    home: '.aider',
    rules: aiderRules,
    sources: [
      'https://newreleases.io/project/github/Aider-AI/aider/release/v0.43.0',
      'aider-chat 0.86.2: aider/main.py, aider/models.py, aider/analytics.py',
    ],
  },
];

/** What aider leaves at the top of a project, by name. */
export const aiderProjectRules: readonly AiStateRule[] = [
  { path: '.aider.tags.cache.v*', holds: 'cache', about: 'Index of the source code' },
  { path: '.aider.chat.history.md', holds: 'history', about: 'Conversations' },
  { path: '.aider.input.history', holds: 'history', about: 'Prompts that were typed' },
  { path: '.aider.llm.history', holds: 'history', about: 'Conversations with the model' },
  ...settings('.aider.conf.yml', '.aider.model.settings.yml', '.aider.model.metadata.json'),
];

function settings(...paths: readonly string[]): readonly AiStateRule[] {
  return paths.map((path) => ({ path, holds: 'settings', about: 'Settings and instructions' }));
}
