import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRequest, RunResult } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { ran } from '../../../../tools/testing/ran.mjs';
import {
  detectTool,
  getAimRegistryPath,
  getToolVersion,
  invokeAdapter,
  loadAimRegistry,
  loadCoordinationRules,
  recordAuditLog,
  routeCapability,
  type BridgeOptions,
} from '../../src/bridge/index.js';
import { bridgeSources, useBridgeMachine } from './bridgeMachine.js';

const bridge = useBridgeMachine();
const { machine } = bridge;
const [fixture] = bridgeSources as [(typeof bridgeSources)[number]];
const withoutFolder = (): BridgeOptions => {
  const { AIM_REGISTRY_PATH: _named, ...env } = bridge.options().env ?? {};
  return bridge.options({ env });
};
const coded = (code: string, message: string) => expect.objectContaining({ code, message, exitCode: 2 });

describe('the registry folder', () => {
  it('is what AIM_REGISTRY_PATH names, before every other', () => {
    bridge.install(fixture);
    mkdirSync(join(machine.work, 'aim/.AIM_ai-tools-registry'), { recursive: true });
    expect(getAimRegistryPath(bridge.options())).toBe(bridge.folder);
  });

  it('must be there when AIM_REGISTRY_PATH names it', () => {
    mkdirSync(join(machine.work, '.AIM_ai-tools-registry'));
    const env = { ...bridge.options().env, AIM_REGISTRY_PATH: 'gone' };
    expect(() => getAimRegistryPath(bridge.options({ env }))).toThrow(
      coded('BRIDGE_FILE_MISSING', "[AIM] AIM_REGISTRY_PATH env var set to 'gone' but directory not found"),
    );
  });

  it('is looked for in aim/ and then at the root of the repository, not above it and not in the home folder', () => {
    mkdirSync(join(machine.work, '.git'));
    const deep = join(machine.work, 'src/deep');
    mkdirSync(deep, { recursive: true });
    mkdirSync(join(machine.home, '.AIM_ai-tools-registry'));
    const options = { ...withoutFolder(), cwd: deep };
    const inRoot = join(machine.work, '.AIM_ai-tools-registry');
    expect(() => getAimRegistryPath(options)).toThrow(
      coded(
        'BRIDGE_FILE_MISSING',
        `[AIM] Registry not found at ${inRoot}. Set AIM_REGISTRY_PATH environment variable or ensure .AIM_ai-tools-registry exists.`,
      ),
    );
    mkdirSync(inRoot);
    expect(getAimRegistryPath(options)).toBe(inRoot);
    const inAim = join(machine.work, 'aim/.AIM_ai-tools-registry');
    mkdirSync(inAim, { recursive: true });
    expect(getAimRegistryPath(options)).toBe(inAim);
    expect(getAimRegistryPath({ ...options, repositoryRoot: deep, env: { AIM_REGISTRY_PATH: inRoot } })).toBe(
      inRoot,
    );
  });
});

describe('registry and rules', () => {
  it('are given as they are written', () => {
    bridge.install(fixture, '.ps1');
    expect(loadAimRegistry(bridge.options())).toEqual(JSON.parse(readFileSync(fixture.registry, 'utf8')));
    expect(loadCoordinationRules(bridge.options())).toEqual(JSON.parse(readFileSync(fixture.rules, 'utf8')));
  });

  it('are read with a byte order mark', () => {
    bridge.install(fixture);
    machine.write('registry/AIM_registry.json', '\uFEFF{"tools":{}}');
    expect(loadAimRegistry(bridge.options())).toEqual({ tools: {} });
  });

  it('must be there, and JSON objects', async () => {
    bridge.install(fixture);
    const registry = join(bridge.folder, 'AIM_registry.json');
    machine.write('registry/AIM_registry.json', '{"tools": {"secret-canary" }');
    expect(() => loadAimRegistry(bridge.options())).toThrow(
      coded('BRIDGE_FILE_INVALID', `[AIM] ${registry} is not valid JSON`),
    );
    machine.write('registry/AIM_registry.json', '[]');
    expect(() => loadAimRegistry(bridge.options())).toThrow(
      coded('BRIDGE_FILE_INVALID', `[AIM] ${registry} is not a JSON object`),
    );
    rmSync(registry);
    expect(() => loadAimRegistry(bridge.options())).toThrow(
      coded('BRIDGE_FILE_MISSING', `[AIM] Registry file not found: ${registry}`),
    );
    mkdirSync(registry);
    expect(() => loadAimRegistry(bridge.options())).toThrow(
      coded('BRIDGE_FILE_INVALID', `[AIM] ${registry} cannot be read (EISDIR)`),
    );
    const rules = join(bridge.folder, 'AIM_cross-tool/AIM_coordination-rules.json');
    rmSync(rules);
    expect(await routeCapability('linting', {}, bridge.options())).toEqual({
      success: false,
      message: `Coordination rules not found: [AIM] Coordination rules not found: ${rules}`,
      content: null,
    });
    machine.write('registry/AIM_cross-tool/AIM_coordination-rules.json', '{');
    await expect(routeCapability('linting', {}, bridge.options())).rejects.toThrow('is not valid JSON');
  });
});

describe('an adapter', () => {
  const invoke = (tool: string, options: BridgeOptions = bridge.options()) =>
    invokeAdapter(tool, 'code_generation', { prompt: 'x' }, options);
  const failed = (message: string, content: unknown = null) => ({ success: false, message, content });

  it('answers with its own result, with fields nobody knows', async () => {
    bridge.install(fixture);
    bridge.adapter('aider', { out: { success: true, message: 'ok', content: { a: 1 }, took: 3 } });
    expect(await invoke('aider')).toEqual({ success: true, message: 'ok', content: { a: 1 }, took: 3 });
  });

  it('says why it failed also when it exits with a code', async () => {
    bridge.install(fixture);
    bridge.adapter('aider', {
      out: { success: true, message: 'Unsupported capability', content: null },
      code: 1,
    });
    expect(await invoke('aider')).toEqual(failed('Unsupported capability'));
  });

  it('that ends with a code, prints no JSON or hangs is told in the older words', async () => {
    bridge.install(fixture);
    bridge.adapter('aider', { out: 'no JSON', err: 'no model\n', code: 3 });
    expect(await invoke('aider')).toEqual(
      failed('Adapter exited with code 3: no model\n', { exit_code: 3, stderr: 'no model\n' }),
    );
    bridge.adapter('aider', { out: 'Hello', err: 'and more' });
    expect(await invoke('aider')).toEqual(
      failed('Invalid JSON output from adapter: printed text that is not JSON: Hello', {
        stdout: 'Hello\n',
        stderr: 'and more',
      }),
    );
    bridge.adapter('aider', { hangs: true });
    expect(await invoke('aider', bridge.options({ timeoutSec: 0.5 }))).toEqual(
      failed('Adapter timed out after 0.5s'),
    );
  });

  it('is missed in the older words', async () => {
    bridge.install(fixture);
    expect(await invoke('nobody')).toEqual(failed("Tool 'nobody' not found in AIM registry"));
    const script = join(bridge.folder, 'AIM_adapters/AIM_aider.sh');
    rmSync(script);
    expect(await invoke('aider')).toEqual(failed(`Adapter script not found: ${script}`));
    machine.write(
      'registry/AIM_registry.json',
      '{"tools":{"aider":{"adapterScript":"%NOT_SET%/a.sh"},"bare":{}}}',
    );
    expect(await invoke('aider')).toEqual(failed('Adapter script not found: %NOT_SET%/a.sh'));
    expect(await invoke('bare')).toEqual(failed('Adapter script not found: '));
  });

  it('written in PowerShell is started with pwsh, with the request on its standard input', async () => {
    bridge.install(fixture, '.ps1');
    const pwsh = machine.program('pwsh');
    const asked: RunRequest[] = [];
    const stdout =
      '\uFEFF{"success":true,"message":"from PowerShell","content":{"value":"s3cret-value"}}\r\n';
    const result = await invoke(
      'aider',
      bridge.options({
        run: async (request) => {
          asked.push(request);
          return ran({ stdout });
        },
        environmentFor: async () => ({ env: { OPENAI_API_KEY: 's3cret-value' }, mask: ['s3cret-value'] }),
      }),
    );
    const script = join(bridge.folder, 'AIM_adapters/AIM_aider.ps1');
    expect(asked).toMatchObject([
      {
        file: pwsh,
        args: ['-NoProfile', '-NonInteractive', '-File', script],
        env: { OPENAI_API_KEY: 's3cret-value' },
        timeoutMs: 30_000,
      },
    ]);
    expect(JSON.parse(asked[0]?.stdin ?? '')).toMatchObject({
      capability: 'code_generation',
      payload: { prompt: 'x' },
      tool: 'aider',
    });
    expect(result).toMatchObject({ success: true, message: 'from PowerShell' });
    expect(JSON.stringify(result)).not.toContain('s3cret-value');
  });

  it('cannot be started without PowerShell, or when the system refuses', async () => {
    bridge.install(fixture, '.ps1');
    expect(await invoke('aider')).toEqual(failed('Subprocess error: pwsh (PowerShell 7) is not in PATH'));
    machine.program('pwsh');
    const options = bridge.options({ cwd: join(machine.path, 'nowhere') });
    expect((await invoke('aider', options)).message).toContain('Subprocess error: ');
  });

  it.skipIf(process.platform === 'win32')('that any user may change is not started', async () => {
    bridge.install(fixture);
    chmodSync(bridge.adapter('aider', { out: {} }), 0o777);
    expect((await invoke('aider')).message).toContain("Tool 'aider' is refused: Adapter script");
  });

  it('of a folder that the configuration does not trust is not started', async () => {
    bridge.install(fixture);
    const started = join(machine.path, 'started');
    const found = 'work/.AIM_ai-tools-registry';
    machine.write(
      `${found}/AIM_registry.json`,
      readFileSync(fixture.registry, 'utf8').replaceAll('.ps1', '.sh'),
    );
    machine.write(`${found}/AIM_adapters/AIM_aider.sh`, `#!/bin/sh\n: >'${started}'\n`, 0o755);
    expect((await invoke('aider', withoutFolder())).message).toContain("Tool 'aider' is refused: ");
    expect(existsSync(started)).toBe(false);
  });

  it('gets the environment and leaves the record that the configuration says', async () => {
    bridge.install(fixture);
    const { audit: _audit, environmentFor: _environment, ...options } = bridge.options();
    const env = { ...options.env, OPENAI_API_KEY: 'sk-of-the-caller', OTHER_API_KEY: 'x' };
    const script = `#!/bin/sh
PATH=/usr/bin:/bin; cat >/dev/null
printf '{"success":true,"message":"%s","content":null}' "\${#OPENAI_API_KEY} $OPENAI_API_KEY"
`;
    machine.write('registry/AIM_adapters/AIM_aider.sh', script, 0o755);
    const result = await routeCapability('code_generation', { prompt: 'private words' }, { ...options, env });
    expect(result.message).toMatch(/^16 /);
    expect(result.message).not.toContain('sk-of-the-caller');
    const log = readFileSync(join(machine.path, 'aim/state/audit/audit.jsonl'), 'utf8');
    expect(JSON.parse(log)).toMatchObject({
      event_type: 'tool_invoke',
      message: 'aider: code_generation succeeded',
      details: { tool: 'aider', capability: 'code_generation', success: true, actor: 'pipeline' },
    });
    expect(log).not.toMatch(/private words|sk-of-the-caller/);
  });
});

describe('routing', () => {
  it('answers a capability without a rule with a result', async () => {
    bridge.install(fixture);
    expect(await routeCapability('cooking', {}, bridge.options())).toEqual({
      success: false,
      message: "Capability 'cooking' not defined in coordination rules",
      content: null,
    });
    expect(await routeCapability('constructor', {}, bridge.options())).toMatchObject({ content: null });
  });

  it('gives each tool the time of its rule, unless the caller says otherwise', async () => {
    bridge.install(fixture);
    const limits: number[] = [];
    const run = async ({ timeoutMs }: RunRequest): Promise<RunResult> => {
      limits.push(timeoutMs);
      throw new Error('not run');
    };
    await expect(routeCapability('testing', {}, bridge.options({ run }))).rejects.toThrow('not run');
    await expect(routeCapability('testing', {}, bridge.options({ run, timeoutSec: 7 }))).rejects.toThrow(
      'not run',
    );
    expect(limits).toEqual([200_000, 7_000]);
  });

  it('with neither primary nor fallback tries nothing', async () => {
    bridge.install(fixture);
    machine.write('registry/AIM_cross-tool/AIM_coordination-rules.json', '{"capabilities":{"x":{}}}');
    expect(await routeCapability('x', {}, bridge.options())).toEqual({
      success: false,
      message: "All tools failed for capability 'x': ",
      content: { attempts: [] },
    });
  });
});

describe('detection', () => {
  it('finds a command in PATH or at a path with a variable, and starts nothing', () => {
    bridge.install(fixture);
    machine.program('jules', ': >"$0.started"');
    expect(detectTool('jules', bridge.options())).toBe(true);
    expect(existsSync(join(machine.bin, 'jules.started'))).toBe(false);
    rmSync(join(machine.bin, 'jules'));
    expect(detectTool('jules', bridge.options())).toBe(false);
    machine.write('apps/tools/jules.cmd', '', 0o755);
    const env = { ...bridge.options().env, APPDATA: join(machine.path, 'apps') };
    expect(detectTool('jules', bridge.options({ env }))).toBe(true);
  });

  it('takes the first word of a whole command line', () => {
    bridge.install(fixture);
    expect(detectTool('aider', bridge.options())).toBe(true);
  });

  it('finds no tool that the registry does not have, and none without a registry', () => {
    bridge.install(fixture);
    machine.program('ruff');
    expect(detectTool('ruff', bridge.options())).toBe(false);
    rmSync(bridge.folder, { recursive: true });
    expect(detectTool('aider', bridge.options())).toBe(false);
  });
});

describe('the version of a tool', () => {
  it('is all that its command prints, stripped, asked without secrets', async () => {
    bridge.install(fixture);
    machine.program('aider', 'printf "  aider %s\\n%s\\n\\n" "$1" "$OPENAI_API_KEY"');
    const env = { ...bridge.options().env, OPENAI_API_KEY: 'sk-canary' };
    expect(await getToolVersion('aider', bridge.options({ env }))).toBe('aider --version');
  });

  it('is null when the command fails, is not there or is not in the registry', async () => {
    bridge.install(fixture);
    machine.program('aider', 'echo 1.0; exit 1');
    expect(await getToolVersion('aider', bridge.options())).toBeNull();
    rmSync(join(machine.bin, 'aider'));
    expect(await getToolVersion('aider', bridge.options())).toBeNull();
    expect(await getToolVersion('nobody', bridge.options())).toBeNull();
    rmSync(bridge.folder, { recursive: true });
    expect(await getToolVersion('aider', bridge.options())).toBeNull();
  });
});

describe('the record of an invocation', () => {
  it('holds neither payload nor output', async () => {
    const result = {
      success: false,
      message: 'key sk-canary refused',
      content: { exit_code: 4, stderr: 'sk-canary' },
    };
    const payload = { prompt: 'sk-canary' };
    await recordAuditLog({ toolId: 'aider', capability: 'testing', payload, result }, bridge.options());
    expect(bridge.events.at(-1)).toMatchObject({
      type: 'tool_invoke',
      severity: 'warning',
      message: 'aider: testing failed',
      details: { tool: 'aider', success: false, exit_code: 4, payload: { bytes: 22 } },
    });
    expect(JSON.stringify(bridge.events)).not.toContain('sk-canary');
  });
});
