import { describe, expect, it } from 'vitest';
import { parseLegacyText, planMigration, type MigrationPlan } from '../../src/index.js';
import { errorOf } from '../support/errorOf.js';
import { legacyFiles } from './support/legacyFiles.js';

type Texts = Readonly<Record<string, string>>;

function plan(texts: Texts, target?: string): MigrationPlan {
  return planMigration({
    sources: Object.entries(texts).map(([file, text]) => parseLegacyText(text, { file })),
    target: { file: 'aim_config.json', ...(target !== undefined && { bytes: Buffer.from(target) }) },
  });
}
const file = (name: string): Texts => ({ [name]: legacyFiles[name] ?? '' });
const json = (value: unknown): string => JSON.stringify(value);
const oldConfig = legacyFiles['aim_config.old.json'] ?? '';

describe('planMigration', () => {
  it('puts every setting of a toolstack.config.json where it belongs', () => {
    const { result, text, diff } = plan(file('toolstack.v3.json'));
    expect(result).toMatchObject({
      $schema: expect.stringContaining('aim-config.schema.json') as string,
      version: '1.0.0',
      reportsDir: 'out',
      tasks: { bootstrap: { enabled: true } },
      environment: {
        toolsRoot: 'D:\\Kit',
        copilotPackages: ['first-copilot', '@second/copilot'],
        legacyVaults: ['%LOCALAPPDATA%\\Vault\\vault.json'],
        secretsEnvMap: { OPENAI_API_KEY: 'openai' },
        allowCentral: ['D:\\Kit\\cache'],
        reportsDir: '%LOCALAPPDATA%\\Reports',
        buildWrappers: true,
        versionPins: { pipx: { ruff: '0.9.1', httpie: '3.2.4' }, npm: { '@scope/tool': '1.2.3' } },
        scanner: { roots: ['D:\\Code', 'E:\\More'], cachePatterns: ['.cache', '__pycache__'], minSizeKB: 7 },
        masterBin: { enable: true, path: 'D:\\Kit\\bin', priority: ['npm', 'pipx'], denyList: ['node'] },
        auditAlert: { notify: { toast: true, writeJson: 'D:\\Kit\\log\\4663.jsonl' }, taskName: 'Alerts' },
        observability: { healthScanIntervalMinutes: 30, logFiles: [{ maxSizeMB: 3 }, { Owner: 'me' }] },
        logging: { level: 'debug', logFile: 'D:\\Kit\\kit.log' },
      },
    });
    expect(result).not.toHaveProperty('Secrets');
    expect(text.endsWith('}\n')).toBe(true);
    expect(diff.startsWith('--- /dev/null\n+++ aim_config.json\n@@ -0,0 +1,')).toBe(true);
  });

  it('takes the tool profiles over in one spelling', () => {
    const { result, conflicts } = plan({ ...file('tool_profiles.mixed.json'), ...file('invoke.yaml') });
    expect(result.toolProfiles).toEqual({
      pytest: {
        type: 'test',
        command: 'pytest',
        args: ['-q', '{path}'],
        env: {},
        workingDir: '{repo_root}',
        timeoutSec: 450,
        successExitCodes: [0, 5],
        captureOutput: true,
      },
      splinter: { command: 'splinter', timeoutSec: 2.5, successPattern: 'done' },
      aider: {
        type: 'ai',
        command: 'aider',
        args: ['--yes'],
        env: { PYTHONUTF8: '1' },
        workingDir: '{worktree_path}',
        timeoutSec: 1200,
        successExitCodes: [0],
        captureOutput: false,
        aimToolId: 'aider',
        aimCapabilities: ['code_generation'],
        headlessModeSupported: true,
        headlessArgs: ['--yes'],
        colour: 'blue',
      },
    });
    expect(result).toMatchObject({
      registry: { enabled: true, defaultTimeoutMs: 41000 },
      audit: { enabled: false, retentionDays: 12 },
      circuit_breakers: { max_attempts_per_step: 4 },
      aim: { fallback_to_direct: true },
    });
    expect(conflicts.map(({ setting }) => setting)).toEqual(['/toolProfiles/pytest/timeoutSec']);
  });

  it('lets the rules decide the order, against an aim_config.json, and shows both orders', () => {
    const { result, conflicts } = plan({
      ...file('aim_config.old.json'),
      ...file('AIM_coordination-rules.full.json'),
    });
    expect(result.registry?.capabilities?.code_generation).toMatchObject({
      primaryTool: 'jules',
      fallbacks: ['aider', 'claude-cli'],
      timeout_ms: 61000,
    });
    expect(conflicts).toEqual([
      {
        setting: '/registry/capabilities/code_generation',
        candidates: [
          {
            file: 'AIM_coordination-rules.full.json',
            value: { primaryTool: 'jules', fallbacks: ['aider', 'claude-cli'] },
          },
          {
            file: 'aim_config.old.json',
            value: { primaryTool: 'aider', fallbacks: ['jules', 'claude-cli'] },
          },
        ],
        chosen: {
          file: 'AIM_coordination-rules.full.json',
          value: { primaryTool: 'jules', fallbacks: ['aider', 'claude-cli'] },
        },
        why: expect.stringContaining('rules file') as string,
      },
    ]);
  });

  it('lets the rules decide against a target of the older form too', () => {
    const made = plan(file('AIM_coordination-rules.full.json'), oldConfig);
    expect(made.result.registry?.capabilities?.code_generation?.primaryTool).toBe('jules');
    expect(made.conflicts).toHaveLength(1);
    expect(made.sources.map(({ state }) => state)).toEqual(['target', 'new']);
    expect(
      made.placements.some((one) => one.file === 'aim_config.json' && one.target === '/audit/logPath'),
    ).toBe(true);
  });

  it.each([
    ['was migrated before', { migration: { sources: [] } }],
    ['was begun by this product', { $schema: 'https://aim-plus.dev/schemas/aim-config.schema.json' }],
    ['has a setting that the older form had not', { security: { max_file_count: 3 } }],
  ])('lets a target decide against everything that %s', (_, mark) => {
    const target = json({
      version: '1.0.0',
      ...mark,
      registry: { capabilities: { code_generation: { primaryTool: 'codex', fallbacks: [] } } },
      environment: { pipxApps: ['mine'] },
    });
    const { result, conflicts } = plan(
      { ...file('AIM_coordination-rules.full.json'), ...file('toolstack.v1.json') },
      target,
    );
    expect(result.registry?.capabilities?.code_generation?.primaryTool).toBe('codex');
    expect(result.environment?.pipxApps).toEqual(['mine']);
    expect(conflicts.map(({ setting }) => setting)).toEqual(
      expect.arrayContaining(['/registry/capabilities/code_generation', '/environment/pipxApps']),
    );
    expect(conflicts[0]?.why).toContain('present form');
  });

  it('puts together what several files list, and does not mix other lists', () => {
    const other = { ToolsRoot: 'D:\\Kit', PipxApps: ['httpie', 'black'], CopilotPkgs: ['third'] };
    const { result, conflicts } = plan({ ...file('toolstack.v1.json'), 'other.json': json(other) });
    expect(result.environment?.pipxApps).toEqual(['ruff', 'httpie', 'black']);
    expect(result.environment?.copilotPackages).toEqual(['first-copilot', '@second/copilot']);
    expect(conflicts).toMatchObject([
      { setting: '/environment/copilotPackages', why: expect.stringContaining('first') as string },
    ]);
  });

  it('shows it when one file says the same setting twice and differently', () => {
    const profile = { a: { command: 'a', 'timeout-sec': 5, timeout_sec: 9 } };
    const { result, conflicts, placements } = plan({ 'tool_profiles.json': json(profile) });
    expect(result.toolProfiles?.a?.timeoutSec).toBe(5);
    expect(conflicts).toMatchObject([
      { setting: '/toolProfiles/a/timeoutSec', candidates: [{ value: 5 }, { value: 9 }] },
    ]);
    expect(placements.filter(({ outcome }) => outcome === 'overruled')).toHaveLength(1);
  });

  it('shows it when a value is in the way of an object', () => {
    const { conflicts, result } = plan({
      ...file('invoke.yaml'),
      'toolstack.json': json({ ToolsRoot: 'C:', orchestrator: 'none', aim: { enabled: { deep: 1 } } }),
    });
    expect(conflicts.map(({ setting }) => setting)).toEqual(['/orchestrator']);
    expect(result.aim).toEqual({ fallback_to_direct: true, registry_path: 'auto', enabled: { deep: 1 } });
  });

  it('leaves comments, layout and unknown keys of the target as they are', () => {
    const target =
      '\uFEFF{\n    // mine\n    "version": "1.0.0",\n    "note": [1, 2], // kept\n    "environment": {}\n}\n';
    const { text, diff } = plan({ 't.json': json({ ToolsRoot: 'C:\\T' }) }, target);
    expect(
      text.startsWith('\uFEFF{\n    // mine\n    "version": "1.0.0",\n    "note": [1, 2], // kept\n'),
    ).toBe(true);
    expect(text).toContain('        "toolsRoot": "C:\\\\T"');
    expect(diff).toContain('-    "environment": {}\n');
    expect(diff).not.toContain('-    "version"');
  });

  it.each([
    '{"version": "1.0.0",}',
    '{"version": "1.0.0", /* a */ } // b',
    '{ // a\n}',
    '{"environment": {"scanner": {},},\n}',
  ])('adds to a target whatever its layout: %s', (target) => {
    const { result, text } = plan(
      { 't.json': json({ ToolsRoot: 'C:\\T', Scan: { Roots: ['C:\\'] } }) },
      target,
    );
    expect(result).toMatchObject({ environment: { toolsRoot: 'C:\\T', scanner: { roots: ['C:\\'] } } });
    expect(text.includes('//')).toBe(target.includes('//'));
  });

  it('writes a target anew that holds stamps no reader takes', () => {
    const { text } = plan(file('aim_config.yaml'), `# DOC_LINK: X\n${oldConfig}`);
    expect(JSON.parse(text)).toMatchObject({ doc_id: 'DOC-3', audit: { retentionDays: 90 } });
  });

  it('changes nothing the second time, whatever was edited in between', () => {
    const texts = { ...file('AIM_coordination-rules.full.json'), ...file('toolstack.v2.json') };
    const first = plan(texts);
    const again = plan(texts, first.text);
    expect(again).toMatchObject({
      changes: false,
      diff: '',
      text: first.text,
      conflicts: [],
      placements: [],
    });
    expect(again.sources.map(({ state }) => state)).toEqual(['migrated', 'migrated']);
    const edited = first.text.replace('"primaryTool": "jules"', '"primaryTool": "gemini"');
    expect(plan(texts, edited)).toMatchObject({ changes: false, text: edited });
  });

  it('takes a source over again once its content changed, without undoing what the target says', () => {
    const before = { 't.json': json({ ToolsRoot: 'C:\\T', PipxApps: ['a'] }) };
    const after = { 't.json': json({ ToolsRoot: 'D:\\T', CentralCache: 'E:\\C' }) };
    const again = plan(after, plan(before).text);
    expect(again.result.environment).toMatchObject({
      toolsRoot: 'C:\\T',
      pipxApps: ['a'],
      centralCache: 'E:\\C',
    });
    expect(again.result.migration?.sources).toHaveLength(2);
    expect(again.conflicts).toMatchObject([{ setting: '/environment/toolsRoot' }]);
  });

  it('leaves a configuration of the present form alone', () => {
    const current = { version: '1.0.0', registry: { tools: {} }, migration: { sources: [] } };
    const made = plan({ 'other.json': json(current) });
    expect(made).toMatchObject({ changes: false, text: '', sources: [{ state: 'current' }] });
  });

  it('has nothing to do without sources', () => {
    expect(plan({})).toMatchObject({ changes: false, text: '', result: {}, warnings: [], diff: '' });
    expect(plan({}, oldConfig)).toMatchObject({ changes: false, text: oldConfig });
  });

  it('refuses a target that is a registry, and one that is damaged', () => {
    const error = errorOf(() => plan(file('toolstack.v1.json'), legacyFiles['AIM_registry.v4.json']));
    expect(error).toMatchObject({ code: 'MIGRATION_TARGET', exitCode: 5 });
    expect(errorOf(() => plan(file('toolstack.v1.json'), '{"version": ')).code).toBe('CONFIG_SYNTAX');
  });
});
