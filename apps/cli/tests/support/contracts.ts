import type { TempHome } from './tempHome.js';
import { installScriptTools } from './scriptTool.js';
import { appendFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

/** The code of an error document, or what the command's own document must hold. */
export type JsonForm = string | Readonly<Record<string, unknown>> | readonly unknown[];

export interface CommandCase {
  readonly argv: readonly string[];
  readonly form: JsonForm;
  readonly prepare?: (home: TempHome) => unknown;
}

export interface CommandContract {
  /** Absent where standard output is not the command's own. */
  readonly success?: CommandCase;
  readonly failure: CommandCase & { readonly exitCode: number };
}

const noConfig = ['--config', 'nowhere.json'] as const;
const noConfigFailure = { form: 'CONFIG_NOT_FOUND', exitCode: 2 } as const;

const storeKey = (home: TempHome): unknown => home.aim(['secrets', 'set', 'KEY'], { stdin: 'a value' });
const tool = (home: TempHome): void => installScriptTools(home, [{ id: 'one', adapter: 'answer({})' }]);

async function tamperWithLog(home: TempHome): Promise<void> {
  await storeKey(home);
  appendFileSync(join(home.aimHome, 'state', 'audit', 'audit.jsonl'), '{"event_type":"secret_get"}\n');
}

const nothingToDo = { dry_run: true, steps: [], groups: [], blocked: [], unresolved: [] };

const pinned = (version: string): unknown => ({
  version: '1.0.0',
  environment: { versionPins: { npm: { sample: version } } },
});

/** A tool as if it had been installed. */
function installSample(home: TempHome): void {
  const directory = 'store/npm/a';
  const tools = 'aim/data/tools';
  home.write(`${tools}/${directory}/bin/sample`, '#!/bin/sh\necho 1.0.0\n', 0o755);
  home.write(`${tools}/generations/1/generation.json`, {
    format: 1,
    number: 1,
    createdAt: '2030-01-01T00:00:00.000Z',
    packages: [
      {
        manager: 'npm',
        name: 'sample',
        version: '1.0.0',
        integrity: [],
        directory,
        commands: { sample: 'bin/sample' },
        installedAt: '2030-01-01T00:00:00.000Z',
      },
    ],
  });
  symlinkSync('generations/1', join(home.aimHome, 'data', 'tools', 'current'));
}

/** A user's configuration with these settings of the environment. */
const environment =
  (settings: Readonly<Record<string, unknown>>) =>
  (home: TempHome): unknown =>
    home.write('aim/config/aim_config.json', { version: '1.0.0', environment: settings });

/** A systemd that answers nothing, as in a container. */
const systemd = (home: TempHome): void => void home.program('systemctl', 'process.exit(1)');

const alerts = (home: TempHome): unknown =>
  environment({
    watchRoots: [home.project],
    auditAlert: { notify: { writeJson: `${home.root}/alerts.jsonl` } },
  })(home);

/** Two workstreams, of which the second waits for the first. */
function workstreams(home: TempHome): void {
  const record = (id: string, own: object): unknown => ({
    id,
    openspec_change: 'OS-1',
    ccpm_issue: 1,
    gate: 1,
    files_scope: [`src/${id}.js`],
    tasks: ['Write it'],
    tool: 'aider',
    ...own,
  });
  home.write('project/workstreams/one.json', record('ws-one', {}));
  home.write('project/workstreams/two.json', record('ws-two', { depends_on: ['ws-one'] }));
}

/** What every command prints with `--json`, when it succeeds and when it fails. */
export const contracts: Readonly<Record<string, CommandContract>> = {
  'secrets set': {
    success: { argv: ['secrets', 'set', 'KEY'], form: { key: 'KEY', stored: true } },
    failure: { argv: ['secrets', 'set', '1KEY'], form: 'SECRETS_INVALID_NAME', exitCode: 5 },
  },
  'secrets get': {
    success: {
      argv: ['secrets', 'get', 'KEY'],
      form: { key: 'KEY', value: 'a value' },
      prepare: storeKey,
    },
    failure: { argv: ['secrets', 'get', 'KEY'], form: 'SECRETS_NOT_FOUND', exitCode: 5 },
  },
  'secrets list': {
    success: { argv: ['secrets', 'list'], form: [{ key: 'KEY', exists: true }], prepare: storeKey },
    failure: { argv: ['secrets', 'list', ...noConfig], ...noConfigFailure },
  },
  'secrets delete': {
    success: {
      argv: ['secrets', 'delete', 'KEY'],
      form: { key: 'KEY', deleted: true },
      prepare: storeKey,
    },
    failure: { argv: ['secrets', 'delete', 'KEY'], form: 'SECRETS_NOT_FOUND', exitCode: 5 },
  },
  'secrets export': {
    success: { argv: ['secrets', 'export'], form: { KEY: 'a value' }, prepare: storeKey },
    failure: { argv: ['secrets', 'export', 'KEY'], form: 'SECRET_MISSING', exitCode: 5 },
  },
  'secrets import': {
    success: {
      argv: ['secrets', 'import', '.env'],
      form: { created: ['KEY'], updated: [], warnings: [] },
      prepare: (home) => home.write('project/.env', 'KEY=a value\n'),
    },
    failure: { argv: ['secrets', 'import', '.env'], form: 'INPUT_UNREADABLE', exitCode: 5 },
  },
  'secrets where': {
    success: { argv: ['secrets', 'where'], form: { protector: 'file' }, prepare: storeKey },
    failure: { argv: ['secrets', 'where', ...noConfig], ...noConfigFailure },
  },
  'secrets rekey': {
    success: {
      argv: ['secrets', 'rekey'],
      form: { from: 'file', protector: 'file', rolledBack: false },
      prepare: storeKey,
    },
    failure: { argv: ['secrets', 'rekey'], form: 'SECRETS_NO_PROTECTOR', exitCode: 7 },
  },
  run: {
    failure: { argv: ['run', '--', 'no-such-command'], form: 'COMMAND_NOT_FOUND', exitCode: 3 },
  },
  invoke: {
    success: {
      argv: ['invoke', 'editing'],
      form: { success: true, message: 'done', content: null, tool: 'one' },
      prepare: tool,
    },
    failure: {
      argv: ['invoke', 'no_such_capability'],
      form: { success: false, content: null, reason: 'unknown_capability' },
      exitCode: 5,
    },
  },
  route: {
    success: {
      argv: ['route', 'editing'],
      form: { capability: 'editing', chosen: 'one', steps: [{ tool: 'one', status: 'ready' }] },
      prepare: tool,
    },
    failure: {
      argv: ['route', 'no_such_capability'],
      form: { chosen: null, steps: [], error: { code: 'unknown_capability' } },
      exitCode: 5,
    },
  },
  'tools list': {
    success: { argv: ['tools', 'list'], form: {}, prepare: tool },
    failure: { argv: ['tools', 'list', ...noConfig], ...noConfigFailure },
  },
  'tools detect': {
    success: { argv: ['tools', 'detect'], form: {}, prepare: tool },
    failure: { argv: ['tools', 'detect', ...noConfig], ...noConfigFailure },
  },
  'health check': {
    success: {
      argv: ['health', 'check', '--only', 'config'],
      form: {
        overall_status: 'healthy',
        summary: { pass: 1, warn: 0, fail: 0 },
        checks: [{ name: 'config' }],
      },
    },
    failure: { argv: ['health', 'check', '--only', 'confg'], form: 'HEALTH_UNKNOWN_CHECK', exitCode: 5 },
  },
  'config init': {
    success: { argv: ['config', 'init', '--project'], form: { created: true } },
    failure: {
      argv: ['config', 'init'],
      form: 'CONFIG_EXISTS',
      exitCode: 5,
      prepare: tool,
    },
  },
  'config validate': {
    success: { argv: ['config', 'validate'], form: { valid: true, issues: [] } },
    failure: {
      argv: ['config', 'validate', 'broken.json'],
      form: 'CONFIG_SYNTAX',
      exitCode: 2,
      prepare: (home) => home.write('project/broken.json', '{"version": }'),
    },
  },
  'config show': {
    success: { argv: ['config', 'show'], form: { version: '1.0.0', audit: { enabled: true } } },
    failure: { argv: ['config', 'show', ...noConfig], ...noConfigFailure },
  },
  'config get': {
    success: { argv: ['config', 'get', 'audit'], form: { enabled: true } },
    failure: { argv: ['config', 'get', 'adit'], form: 'SETTING_ABSENT', exitCode: 5 },
  },
  'config set': {
    success: {
      argv: ['config', 'set', 'audit.retentionDays', '30'],
      form: { setting: 'audit.retentionDays', changed: true },
    },
    failure: { argv: ['config', 'set', 'audit.enabled', '"perhaps"'], form: 'CONFIG_INVALID', exitCode: 2 },
  },
  'config path': {
    success: { argv: ['config', 'path'], form: { user_exists: false, layers: [{ kind: 'built-in' }] } },
    failure: { argv: ['config', 'path', ...noConfig], ...noConfigFailure },
  },
  'config schema': {
    success: { argv: ['config', 'schema'], form: { type: 'object' } },
    failure: { argv: ['config', 'schema', 'too', 'many'], form: 'USAGE', exitCode: 5 },
  },
  'config trust': {
    success: {
      argv: ['config', 'trust'],
      form: {},
      prepare: (home) => home.write('project/aim_config.json', { version: '1.0.0' }),
    },
    failure: { argv: ['config', 'trust'], ...noConfigFailure },
  },
  'audit show': {
    success: { argv: ['audit', 'show'], form: [{ event_type: 'secret_set' }], prepare: storeKey },
    failure: { argv: ['audit', 'show', '--limit', 'many'], form: 'USAGE', exitCode: 5 },
  },
  'audit query': {
    success: { argv: ['audit', 'query'], form: [{ event_type: 'secret_set' }], prepare: storeKey },
    failure: { argv: ['audit', 'query', '--since', 'soon'], form: 'AUDIT_SINCE_INVALID', exitCode: 5 },
  },
  'audit stats': {
    success: { argv: ['audit', 'stats'], form: { total_events: 1 }, prepare: storeKey },
    failure: { argv: ['audit', 'stats', ...noConfig], ...noConfigFailure },
  },
  'audit verify': {
    success: { argv: ['audit', 'verify'], form: { ok: true, events: 1, problems: [] }, prepare: storeKey },
    failure: {
      argv: ['audit', 'verify'],
      form: { ok: false, events: 1 },
      exitCode: 7,
      prepare: tamperWithLog,
    },
  },
  'audit export': {
    success: { argv: ['audit', 'export'], form: [{ event_type: 'secret_set', seq: 1 }], prepare: storeKey },
    failure: { argv: ['audit', 'export', '--format', 'xml'], form: 'USAGE', exitCode: 5 },
  },
  completion: {
    success: { argv: ['completion', 'fish'], form: { shell: 'fish' } },
    failure: { argv: ['completion', 'tcsh'], form: 'USAGE', exitCode: 5 },
  },
  setup: {
    success: {
      argv: ['setup', '--dry-run'],
      form: { vault: { status: 'would_be_created' }, tools: nothingToDo },
    },
    failure: { argv: ['setup', '--all', '--tools-only'], form: 'USAGE', exitCode: 5 },
  },
  'tools install': {
    success: { argv: ['tools', 'install', '--from-config', '--dry-run'], form: nothingToDo },
    failure: { argv: ['tools', 'install', 'no-such-tool'], form: 'PACKAGE_UNKNOWN', exitCode: 5 },
  },
  'tools uninstall': {
    success: {
      argv: ['tools', 'uninstall', 'sample', '--dry-run'],
      form: { dry_run: true, steps: [{ action: 'remove', manager: 'npm', name: 'sample', from: '1.0.0' }] },
      prepare: installSample,
    },
    failure: { argv: ['tools', 'uninstall', 'sample'], form: 'PACKAGE_NOT_INSTALLED', exitCode: 5 },
  },
  'tools update': {
    success: { argv: ['tools', 'update', '--check'], form: { updates: [], ...nothingToDo } },
    failure: { argv: ['tools', 'update'], form: 'USAGE', exitCode: 5 },
  },
  'tools verify': {
    success: { argv: ['tools', 'verify'], form: { generation: null, ok: true, packages: [] } },
    failure: { argv: ['tools', 'verify', ...noConfig], ...noConfigFailure },
  },
  'tools rollback': {
    success: {
      argv: ['tools', 'rollback', '--list'],
      form: { generations: [{ number: 1, current: true }] },
      prepare: installSample,
    },
    failure: { argv: ['tools', 'rollback'], form: 'INSTALL_GENERATION_UNKNOWN', exitCode: 5 },
  },
  'version report': {
    success: { argv: ['version', 'report'], form: { statuses: [], summary: { total: 0, has_drift: false } } },
    failure: { argv: ['version', 'report', '--format', 'xml'], form: 'USAGE', exitCode: 5 },
  },
  'version check': {
    success: {
      argv: ['version', 'check'],
      form: { statuses: [], summary: { total: 0, ok: 0, drift: 0, missing: 0 } },
    },
    failure: { argv: ['version', 'check', '-m', 'apt'], form: 'PACKAGE_MANAGER_UNKNOWN', exitCode: 5 },
  },
  'version sync': {
    success: { argv: ['version', 'sync'], form: nothingToDo },
    failure: {
      argv: ['version', 'sync'],
      form: 'VERSION_PIN_INVALID',
      exitCode: 2,
      prepare: (home) => home.write('aim/config/aim_config.json', pinned('^1.0.0')),
    },
  },
  'version pin': {
    success: {
      argv: ['version', 'pin', 'sample', '1.2.0', '-m', 'npm'],
      form: { environment: { versionPins: { npm: { sample: '1.2.0' } } } },
    },
    failure: { argv: ['version', 'pin', 'sample'], form: 'PACKAGE_UNKNOWN', exitCode: 5 },
  },
  'version lock': {
    success: { argv: ['version', 'lock'], form: { packages: {} } },
    failure: {
      argv: ['version', 'lock'],
      form: 'VERSION_LOCK_INVALID',
      exitCode: 2,
      prepare: (home) => home.write('aim/config/aim.lock', 'not a lock'),
    },
  },
  'audit rotate': {
    success: {
      argv: ['audit', 'rotate'],
      form: { rotated: expect.stringMatching(/audit-1\.jsonl$/), first_seq: 1 },
      prepare: storeKey,
    },
    failure: { argv: ['audit', 'rotate', ...noConfig], ...noConfigFailure },
  },
  'audit prune': {
    success: {
      argv: ['audit', 'prune', '--dry-run'],
      form: { files: [], events: 0, dry_run: true },
      prepare: storeKey,
    },
    failure: { argv: ['audit', 'prune'], form: 'AUDIT_NOT_INTACT', exitCode: 7, prepare: tamperWithLog },
  },
  'config migrate': {
    success: { argv: ['config', 'migrate'], form: { changes: false, sources: [], conflicts: [] } },
    failure: { argv: ['config', 'migrate', '--from', 'nowhere.json'], form: 'CONFIG_NOT_FOUND', exitCode: 2 },
  },
  'scan duplicates': {
    success: {
      argv: ['scan', 'duplicates', '--min-size', '0'],
      form: [{ algorithm: 'xxh64', size: 6, wasted_bytes: 6, entries: [{}, {}] }],
      prepare: (home) => [home.write('project/a', 'double'), home.write('project/b', 'double')],
    },
    failure: { argv: ['scan', 'duplicates', 'nowhere'], form: 'SCAN_ROOT_MISSING', exitCode: 5 },
  },
  'scan caches': {
    success: {
      argv: ['scan', 'caches'],
      form: [{ pattern: '__pycache__', file_count: 1, placement: 'misplaced', holds: 'cache' }],
      prepare: (home) => home.write('project/__pycache__/m.pyc', 'x'),
    },
    failure: {
      argv: ['scan', 'caches'],
      form: 'SCAN_PATTERN_INVALID',
      exitCode: 2,
      prepare: (home) =>
        home.write('aim/config/aim_config.json', {
          version: '1.0.0',
          environment: { scanner: { cachePatterns: ['*'] } },
        }),
    },
  },
  'scan tools': {
    success: { argv: ['scan', 'tools'], form: [] },
    failure: { argv: ['scan', 'tools', ...noConfig], ...noConfigFailure },
  },
  'scan all': {
    success: {
      argv: ['scan', 'all'],
      form: {
        duplicates: [],
        misplaced_caches: [],
        duplicate_tools: [],
        summary: { total_scanned_files: 0, total_scanned_mb: 0, total_wasted_mb: 0, total_cache_mb: 0 },
      },
    },
    failure: { argv: ['scan', 'all', '--hash', 'md5'], form: 'USAGE', exitCode: 5 },
  },
  'scan fix': {
    success: {
      argv: ['scan', 'fix', 'plan.json', '--hardlink', '--dry-run'],
      form: { dry_run: true, method: 'hardlink', items: [], skipped: [], bytes: 0 },
      prepare: (home) => home.write('project/plan.json', []),
    },
    failure: {
      argv: ['scan', 'fix', 'plan.json', '--quarantine'],
      form: 'SCAN_PLAN_INVALID',
      exitCode: 5,
      prepare: (home) => home.write('project/plan.json', { error: { code: 'SCAN_ROOT_MISSING' } }),
    },
  },
  'scan undo': {
    success: {
      argv: ['scan', 'undo'],
      form: { method: 'quarantine', restored: 1, changed: 0, failed: 0 },
      prepare: async (home) => {
        home.write('project/__pycache__/m.pyc', 'x');
        await home.aim(['scan', 'clean']);
      },
    },
    failure: { argv: ['scan', 'undo'], form: 'SCAN_RUN_UNKNOWN', exitCode: 5 },
  },
  'scan clean': {
    success: {
      argv: ['scan', 'clean'],
      form: { dry_run: false, method: 'quarantine', done: 1, failed: 0 },
      prepare: (home) => home.write('project/__pycache__/m.pyc', 'x'),
    },
    failure: { argv: ['scan', 'clean', ...noConfig], ...noConfigFailure },
  },
  'watch once': {
    success: {
      argv: ['watch', 'once'],
      form: { caches: [], errors: [], config_changes: [], centralised: null },
    },
    failure: { argv: ['watch', 'once', '--enforce'], form: 'SCAN_CENTRAL_MISSING', exitCode: 2 },
  },
  // It ends with a signal only; its own tests see to it.
  'watch run': {
    failure: { argv: ['watch', 'run', '--enforce'], form: 'SCAN_CENTRAL_MISSING', exitCode: 2 },
  },
  'health report': {
    success: {
      argv: ['health', 'report', '--only', 'config', '-o', 'health.html'],
      form: { overall_status: 'healthy', format: 'html', checks: [{ name: 'config' }] },
    },
    failure: { argv: ['health', 'report', '-o', 'health.xls'], form: 'USAGE', exitCode: 5 },
  },
  'health verify': {
    success: {
      argv: ['health', 'verify', '--only', 'config'],
      form: { healthy: true, overall_status: 'healthy' },
    },
    failure: {
      argv: ['health', 'verify', '--only', 'config'],
      form: { healthy: false, overall_status: 'degraded' },
      exitCode: 9,
      prepare: (home) => home.write('aim/config/aim_config.json', { version: '1.0.0', nonsense: true }),
    },
  },
  status: {
    success: {
      argv: ['status'],
      form: {
        vault: { exists: true, protector: 'file', secret_count: 1 },
        audit: { intact: true, records: 1 },
        health: null,
        interrupted: [],
      },
      prepare: storeKey,
    },
    failure: { argv: ['status', ...noConfig], ...noConfigFailure },
  },
  'shims rebuild': {
    success: {
      argv: ['shims', 'rebuild', '--dry-run'],
      form: { dry_run: true, changed: true, commands: [{ name: 'sample' }], blocked: [] },
      prepare: (home) => {
        home.program('sample', '');
        environment({ masterBin: { sources: [home.bin] } })(home);
      },
    },
    failure: {
      argv: ['shims', 'rebuild'],
      form: 'SHIM_FOLDER',
      exitCode: 2,
      prepare: environment({ masterBin: { sources: ['%NO_SUCH_PLACE%/x'] } }),
    },
  },
  'shims clean': {
    success: { argv: ['shims', 'clean'], form: { changed: false, removed: [] } },
    failure: { argv: ['shims', 'clean', ...noConfig], ...noConfigFailure },
  },
  'env show': {
    success: { argv: ['env', 'show', '--shell', 'bash'], form: { variables: {} } },
    failure: { argv: ['env', 'show', '--shell', 'tcsh'], form: 'USAGE', exitCode: 5 },
  },
  'env apply': {
    success: {
      argv: ['env', 'apply', '--dry-run', '--shell', 'fish'],
      form: { dry_run: true, changed: true, profiles: [{ action: 'create' }] },
    },
    failure: {
      argv: ['env', 'apply'],
      form: 'PROFILE_VALUE',
      exitCode: 5,
      prepare: environment({ centralCache: '%NO_SUCH_PLACE%/x' }),
    },
  },
  'env remove': {
    success: { argv: ['env', 'remove'], form: { changed: false, profiles: [] } },
    failure: {
      argv: ['env', 'remove'],
      form: 'PROFILE_DAMAGED',
      exitCode: 2,
      prepare: (home) => home.write('home/.bashrc', '# >>> aim >>>\n'),
    },
  },
  'schedule install': {
    success: {
      argv: ['schedule', 'install', '--dry-run'],
      form: { dry_run: true, changed: true, scheduler: 'systemd', job: 'aim-health-check' },
      prepare: systemd,
    },
    failure: { argv: ['schedule', 'install'], form: 'SCHEDULE_UNAVAILABLE', exitCode: 3 },
  },
  'schedule remove': {
    success: {
      argv: ['schedule', 'remove'],
      form: { changed: false, job: 'aim-health-check' },
      prepare: systemd,
    },
    failure: { argv: ['schedule', 'remove'], form: 'SCHEDULE_UNAVAILABLE', exitCode: 3 },
  },
  'schedule status': {
    success: { argv: ['schedule', 'status'], form: { installed: false, active: false }, prepare: systemd },
    failure: { argv: ['schedule', 'status'], form: 'SCHEDULE_UNAVAILABLE', exitCode: 3 },
  },
  'logs rotate': {
    success: { argv: ['logs', 'rotate'], form: { changed: false, logs: [] } },
    failure: {
      argv: ['logs', 'rotate'],
      form: 'LOG_PATH',
      exitCode: 2,
      prepare: environment({ observability: { logFiles: [{ path: '%NO_SUCH_PLACE%/x' }] } }),
    },
  },
  'alerts install': {
    success: {
      argv: ['alerts', 'install', '--dry-run'],
      form: { dry_run: true, changed: true, job: 'CLI_4663_Alerts' },
      prepare: (home) => {
        systemd(home);
        alerts(home);
      },
    },
    failure: { argv: ['alerts', 'install'], form: 'ALERTS_NO_CHANNEL', exitCode: 2 },
  },
  'alerts remove': {
    success: {
      argv: ['alerts', 'remove'],
      form: { changed: false, job: 'CLI_4663_Alerts' },
      prepare: systemd,
    },
    failure: { argv: ['alerts', 'remove'], form: 'SCHEDULE_UNAVAILABLE', exitCode: 3 },
  },
  'alerts test': {
    success: {
      argv: ['alerts', 'test'],
      form: { ok: true, channels: [{ channel: 'file', ok: true }] },
      prepare: alerts,
    },
    failure: { argv: ['alerts', 'test'], form: 'ALERTS_NO_CHANNEL', exitCode: 2 },
  },
  'alerts run': {
    failure: { argv: ['alerts', 'run'], form: 'ALERTS_NO_CHANNEL', exitCode: 2 },
  },
  diag: {
    success: { argv: ['diag'], form: { masked_secrets: 1, vault_locked: false }, prepare: storeKey },
    failure: {
      argv: ['diag'],
      form: 'DIAGNOSTICS_UNSAFE',
      exitCode: 1,
      prepare: (home) => home.aim(['secrets', 'set', 'KEY'], { stdin: 'null' }),
    },
  },
  'workstream validate': {
    success: {
      argv: ['workstream', 'validate'],
      form: { bundle_count: 2, overlaps: {}, ok: true, errors: [], warnings: [] },
      prepare: workstreams,
    },
    failure: {
      argv: ['workstream', 'validate', 'bad.json'],
      form: { bundle_count: 0, ok: false, errors: [{ code: 'syntax' }] },
      exitCode: 2,
      prepare: (home) => home.write('project/bad.json', '{'),
    },
  },
  'workstream plan': {
    success: {
      argv: ['workstream', 'plan'],
      form: {
        max_workers: 4,
        waves: [['ws-one'], ['ws-two']],
        workstreams: [{ ws_id: 'ws-one', wave: 1 }, {}],
      },
      prepare: workstreams,
    },
    failure: { argv: ['workstream', 'plan', 'nowhere'], form: 'WORKSTREAM_NOT_FOUND', exitCode: 5 },
  },
  'workstream run': {
    success: {
      argv: ['workstream', 'run', 'one', '--dry-run'],
      form: { waves: [['ws-one']] },
      prepare: workstreams,
    },
    failure: { argv: ['workstream', 'run', '--resume'], form: 'WORKSTREAM_RUN_UNKNOWN', exitCode: 5 },
  },
};
