import { legacyConfig, legacyRegistry, legacyRules } from '../../support/legacyFixtures.js';

const toolstackV1 = {
  ToolsRoot: 'D:\\Kit',
  PipxApps: ['ruff', 'httpie'],
  NpmGlobal: ['eslint', '@scope/tool'],
  CopilotPkgs: ['first-copilot', '@second/copilot'],
  WatchRoots: ['D:\\Code'],
  CentralCache: 'D:\\Kit\\cache',
  BuildWrappers: true,
  Pins: { pipx: { ruff: '0.9.1', httpie: '3.2.4' }, npm: { '@scope/tool': '1.2.3' } },
  Audit: {
    AllowRoots: ['D:\\Kit\\data'],
    Notify: { Toast: true, WriteJson: 'D:\\Kit\\log\\4663.jsonl', WebhookUrl: '' },
    TaskName: 'Alerts',
  },
  MasterBin: {
    Enable: true,
    Path: 'D:\\Kit\\bin',
    Sources: ['D:\\Kit\\pipx', 'D:\\Kit\\npm'],
    Priority: ['npm', 'pipx'],
    DenyList: ['node'],
  },
  Scan: {
    Roots: ['D:\\Code', 'E:\\More'],
    AllowCentral: ['D:\\Kit\\cache'],
    Patterns: ['.cache', '__pycache__'],
    MinSizeKBForHash: 7,
  },
  Secrets: { VaultPath: '%LOCALAPPDATA%\\Vault\\vault.json', EnvMap: { OPENAI_API_KEY: 'openai' } },
  Reports: { Dir: '%LOCALAPPDATA%\\Reports' },
};

const toolstackV2 = {
  reportsDir: 'out',
  logging: { level: 'debug', logFile: 'D:\\Kit\\kit.log' },
  tasks: { bootstrap: { enabled: true }, watch: { enabled: false } },
  ...toolstackV1,
};

const toolstackV3 = {
  ...toolstackV2,
  Observability: {
    HealthScanIntervalMinutes: 30,
    TelemetryUrl: '',
    LogFiles: [
      { Path: 'D:\\Kit\\a.log', MaxSizeMB: 3, MaxFiles: 2 },
      { Path: 'D:\\Kit\\b.log', MaxSizeMB: 4, MaxFiles: 9, Owner: 'me' },
    ],
    Redaction: { Enabled: true, SensitivePatterns: ['pin'] },
  },
};

const registryV1 = {
  tools: {
    aider: {
      name: 'Aider',
      detectCommands: ['aider', 'C:/Users/someone/bin/aider.exe'],
      versionCommand: ['aider', '--version'],
      installCommand: ['pipx', 'install', 'aider-chat'],
      capabilities: ['code_generation', 'testing'],
      adapterScript: '%USERPROFILE%/.AIM_ai-tools-registry/AIM_adapters/AIM_aider.ps1',
    },
    pooled: { name: 'Pooled', detectCommands: ['pooled', ['pooled', '--serve', '--quiet']] },
  },
};

const dashedProfiles = {
  pytest: {
    type: 'test',
    command: 'pytest',
    args: ['-q', '{path}'],
    env: {},
    'working-dir': '{repo_root}',
    'timeout-sec': 300,
    'success-exit-codes': [0, 5],
    'capture-output': true,
  },
  doc_id: 'DOC-P',
};

const snakeProfiles = {
  aider: {
    type: 'ai',
    command: 'aider',
    args: ['--yes'],
    env: { PYTHONUTF8: '1' },
    working_dir: '{worktree_path}',
    timeout_sec: 1200,
    success_exit_codes: [0],
    capture_output: false,
    aim_tool_id: 'aider',
    aim_capabilities: ['code_generation'],
    headless_mode_supported: true,
    headless_args: ['--yes'],
    colour: 'blue',
  },
};

const invokeYaml = `# Tools
tools:
  pytest:
    type: "test"
    command: "pytest"
    timeout: 450
    success_exit_codes: [0, 5]
  splinter:
    command: splinter
    timeout_seconds: 2.5
    success_pattern: "done"
orchestrator:
  dry_run: false
circuit_breakers:
  max_attempts_per_step: 4
  per_step:
    static: { max_fix_attempts_per_step: 2 }
aim:
  enabled: true
  fallback_to_direct: true
  registry_path: "auto"
  audit_log_retention_days: 12
  default_timeout_ms: 41000
  enable_audit_logging: false
`;

const configYaml = `doc_id: DOC-Y
# Switches
enable_aim: true
enable_audit_logging: true
audit_log_retention_days: 90
default_timeout_ms: 20000
registry_path: "auto"
`;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** One file of every kind and version, as text, by name. */
export const legacyFiles: Readonly<Record<string, string>> = {
  'toolstack.v1.json': json(toolstackV1),
  'toolstack.v2.json': json(toolstackV2),
  'toolstack.v3.json': json(toolstackV3),
  'toolstack.clistack.json': json({ reportsDir: 'reports', logging: { level: 'info' }, tasks: {} }),
  'AIM_registry.v1.json': json(registryV1),
  'AIM_registry.v2.json': json({
    tools: {
      jules: {
        name: 'J',
        detectCommands: ['jules'],
        adapterScript: '%USERPROFILE%/aim/.AIM_ai-tools-registry/J.ps1',
      },
    },
  }),
  'AIM_registry.v3.json': json({ ...legacyRegistry, doc_id: undefined }),
  'AIM_registry.v4.json': json(legacyRegistry),
  'AIM_coordination-rules.v1.json': json({
    capabilities: { code_generation: { primary: 'jules', fallback: ['aider'], loadBalance: true } },
  }),
  'AIM_coordination-rules.full.json': json(legacyRules),
  'aim_config.old.json': json(legacyConfig),
  'aim_config.yaml': configYaml,
  'tool_profiles.dashed.json': json(dashedProfiles),
  'tool_profiles.snake.json': json(snakeProfiles),
  'tool_profiles.mixed.json': json({ ...dashedProfiles, ...snakeProfiles }),
  'invoke.yaml': invokeYaml,
};

/** The shape and version that `parseLegacyText` must see in each of them. */
export const expectedKinds: Readonly<Record<string, string>> = {
  'toolstack.v1.json': 'toolstack v1',
  'toolstack.v2.json': 'toolstack v2',
  'toolstack.v3.json': 'toolstack v3',
  'toolstack.clistack.json': 'toolstack v2',
  'AIM_registry.v1.json': 'registry v1',
  'AIM_registry.v2.json': 'registry v2',
  'AIM_registry.v3.json': 'registry v3',
  'AIM_registry.v4.json': 'registry v4',
  'AIM_coordination-rules.v1.json': 'rules v1',
  'AIM_coordination-rules.full.json': 'rules full',
  'aim_config.old.json': 'config 1.0.0',
  'aim_config.yaml': 'config-yaml v1',
  'tool_profiles.dashed.json': 'tool-profiles dashed',
  'tool_profiles.snake.json': 'tool-profiles snake_case',
  'tool_profiles.mixed.json': 'tool-profiles mixed',
  'invoke.yaml': 'invoke v1',
};
