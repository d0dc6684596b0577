import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The environment name by which each tool is given its key. */
export const keyNames = {
  aider: 'OPENAI_API_KEY',
  'claude-cli': 'ANTHROPIC_API_KEY',
  codex: 'OPENAI_API_KEY',
  gemini: 'GEMINI_API_KEY',
};

/**
 * Sets a tool up to use a loopback model instead of its provider: gives the environment it needs, the key not
 * included, and writes into `home` what has no environment name.
 *
 * @param {keyof typeof keyNames} id
 * @param {{ url: string, home: string }} where The server's address, and the tool's own home folder.
 * @returns {Record<string, string>}
 */
export function loopbackSettings(id, { url, home }) {
  return { HOME: home, USERPROFILE: home, ...settings[id]({ url, home }) };
}

/** Paths as the model of each tool gives them: Claude Code and Gemini CLI ask theirs for absolute ones. */
export function editedPath(id, { cwd, file }) {
  return id === 'claude-cli' || id === 'gemini' ? join(cwd, file) : file;
}

const settings = {
  aider: ({ url }) => ({
    OPENAI_API_BASE: `${url}/v1`,
    AIDER_MODEL: 'openai/canned',
    AIDER_EDIT_FORMAT: 'whole',
    LITELLM_LOCAL_MODEL_COST_MAP: 'True',
  }),
  'claude-cli': ({ url }) => ({ ANTHROPIC_BASE_URL: url, CLAUDE_CODE_MAX_RETRIES: '0' }),
  codex: ({ url, home }) => {
    const codexHome = join(home, '.codex');
    mkdirSync(codexHome, { recursive: true });
    writeFileSync(join(codexHome, 'config.toml'), codexConfig(url));
    return { CODEX_HOME: codexHome };
  },
  gemini: ({ url, home }) => {
    mkdirSync(join(home, '.gemini'), { recursive: true });
    const security = { auth: { selectedType: 'gemini-api-key' } };
    writeFileSync(
      join(home, '.gemini', 'settings.json'),
      JSON.stringify({ security, privacy: { usageStatisticsEnabled: false } }),
    );
    return { GOOGLE_GEMINI_BASE_URL: url, GEMINI_MODEL: 'gemini-2.5-flash' };
  },
};

function codexConfig(url) {
  return `model = "canned"
model_provider = "loopback"

[model_providers.loopback]
name = "loopback"
base_url = "${url}/v1"
wire_api = "responses"
env_key = "CODEX_API_KEY"
request_max_retries = 0
stream_max_retries = 0
`;
}
