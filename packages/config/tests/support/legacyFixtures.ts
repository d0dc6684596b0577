const tool = (name: string, exe: string, extra: object = {}): object => ({
  name,
  detectCommands: [exe, `%APPDATA%/npm/${exe}.cmd`],
  versionCommand: [exe, '--version'],
  configPaths: [`%USERPROFILE%/.${exe}`],
  logPaths: [],
  capabilities: ['code_generation'],
  adapterScript: `%AIM_REGISTRY_PATH%/AIM_adapters/AIM_${exe}.ps1`,
  ...extra,
});

/** An `AIM_registry.json` in the older system's shape. */
export const legacyRegistry = {
  tools: {
    jules: tool('Jules', 'jules'),
    aider: tool('Aider', 'aider'),
    'claude-cli': tool('Claude', 'claude'),
  },
  crossToolRulesPath: '%AIM_REGISTRY_PATH%/AIM_cross-tool/AIM_coordination-rules.json',
  doc_id: 'DOC-1',
};

/** A coordination rules file in the older system's shape. */
export const legacyRules = {
  capabilities: {
    code_generation: {
      primary: 'jules',
      fallback: ['aider', 'claude-cli'],
      loadBalance: false,
      timeout_ms: 61000,
      max_retries: 2,
      context_requirements: { prompt: 'required' },
    },
    refactoring: { primary: 'claude-cli', loadBalance: false },
  },
  conflict_resolution: { concurrent_access: { strategy: 'queue', max_concurrent: 3 } },
  security: { allowed_file_patterns: ['*.go'], forbidden_paths: ['/.git/'], max_file_count: 7 },
  doc_id: 'DOC-2',
};

/** An `aim_config.json` as the older system's merge wrote it. */
export const legacyConfig = {
  $schema: './aim_config.schema.json',
  version: '1.0.0',
  registry: {
    tools: {
      aider: tool('Aider CLI', 'aider', { pinnedVersion: '', autoUpdate: false }),
      jules: tool('Jules CLI', 'jules', { pinnedVersion: '', autoUpdate: false }),
      'claude-cli': tool('Claude CLI', 'claude', { pinnedVersion: '', autoUpdate: false }),
    },
    capabilities: { code_generation: { primaryTool: 'aider', fallbacks: ['jules', 'claude-cli'] } },
    crossToolRulesPath: '%AIM_REGISTRY_PATH%/AIM_cross-tool/AIM_coordination-rules.json',
  },
  environment: {
    toolsRoot: 'C:\\Tools',
    pipxApps: ['ruff'],
    npmGlobal: ['eslint'],
    secretsVault: '%USERPROFILE%/.aim/secrets_metadata.json',
    healthChecks: { enabled: true, requiredCommands: ['git'], requiredPaths: ['C:\\Tools\\pipx\\bin'] },
    versionPins: { pipx: { ruff: '0.14.1' }, npm: { '@scope/a.b': '1.0.0' } },
    scanner: { roots: ['C:\\Projects'], cachePatterns: ['.ruff_cache'], minSizeKB: 100 },
  },
  audit: { enabled: true, logPath: '%AIM_REGISTRY_PATH%/AIM_audit/audit.jsonl', events: ['tool_invoke'] },
  doc_id: 'DOC-3',
};
