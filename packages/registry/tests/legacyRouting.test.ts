import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { invokeCapability } from '../src/invokeCapability.js';
import { planRoute } from '../src/planRoute.js';
import type { CapabilityRule, ConflictResolution, Registry, SecurityLimits } from '../src/registry.js';
import { adapter, failed, fakeEffects } from './support/samples.js';

interface OlderRules {
  readonly capabilities: Readonly<
    Record<string, { primary: string; fallback?: string[] } & Omit<CapabilityRule, 'primaryTool'>>
  >;
  readonly security?: SecurityLimits;
  readonly conflict_resolution?: ConflictResolution;
}

const samples = fileURLToPath(new URL('../../../../shared/legacy/', import.meta.url));
const present = existsSync(samples);
if (!present) console.info(`Skipped: the sample files of the older systems are not at ${samples}`);

function read(name: string): unknown {
  return JSON.parse(readFileSync(`${samples}${name}`, 'utf8'));
}

function registryOf(registryFile: string, rulesFile: string): Registry {
  const { tools } = read(`registry/${registryFile}`) as Pick<Registry, 'tools'>;
  const { capabilities, security, conflict_resolution } = read(`rules/${rulesFile}`) as OlderRules;
  const rules = Object.entries(capabilities).map(([name, { primary, fallback = [], ...rest }]) => [
    name,
    { primaryTool: primary, fallbacks: fallback, ...rest },
  ]);
  return {
    tools,
    capabilities: Object.fromEntries(rules) as Record<string, CapabilityRule>,
    ...(security && { security }),
    ...(conflict_resolution && { conflict_resolution }),
  };
}

const registries = ['AIM_registry.v1-hardcoded-user-paths.json', 'AIM_registry.head-doc_id.json'];
const minimal = 'AIM_coordination-rules.v1-minimal.json';
const full = 'AIM_coordination-rules.head-full.json';
const chains = [
  [minimal, 'code_generation', ['jules', 'aider', 'claude-cli'], 30_000, 0],
  [full, 'code_generation', ['jules', 'aider', 'claude-cli'], 60_000, 1],
  [full, 'linting', ['ruff', 'pylint'], 10_000, 0],
  [full, 'refactoring', ['aider', 'claude-cli'], 120_000, 1],
  [full, 'testing', ['pytest'], 300_000, 0],
  [full, 'version_checking', ['aider', 'jules', 'claude-cli'], 5_000, 0],
] as const;
const cases = registries.flatMap((registry) => chains.map((chain) => [registry, ...chain] as const));

describe.skipIf(!present)('the older systems’ own files', () => {
  it.each(cases)(
    '%s with %s: %s goes to %j',
    (registryFile, rulesFile, capability, tools, timeoutMs, maxRetries) => {
      const registry = registryOf(registryFile, rulesFile);
      const plan = planRoute(
        registry,
        { capability },
        {
          env: { PATH: '/bin' },
          platform: 'linux',
          isExecutable: () => true,
          random: () => 0,
          builtInAdapter: () => ({ capabilities: ['code_generation', 'refactoring', 'version'] }),
        },
      );
      expect(plan.steps.map((step) => step.tool)).toEqual(tools);
      expect([plan.timeoutMs, plan.maxRetries]).toEqual([timeoutMs, maxRetries]);
      const known = plan.steps.filter((step) => Object.hasOwn(registry.tools, step.tool));
      expect(known.every((step) => step.status === 'ready')).toBe(true);
      expect(known.every((step) => step.notes[0]?.includes('AIM_adapters'))).toBe(true);
    },
  );

  it.each(registries)('%s: all failed reads as it did', async (registryFile) => {
    const adapters = ['jules', 'aider', 'claude-cli'].map((id) =>
      adapter(id, [failed('auth', `Adapter exited with code 1: ${id}`)], ['code_generation']),
    );
    const { effects } = fakeEffects(registryOf(registryFile, full), adapters);
    const payload = { prompt: 'x', files: ['a.py'] };
    const result = await invokeCapability({ capability: 'code_generation', payload }, effects);
    expect(result.message).toBe(
      "All tools failed for capability 'code_generation': jules: Adapter exited with code 1: jules; " +
        'aider: Adapter exited with code 1: aider; claude-cli: Adapter exited with code 1: claude-cli',
    );
  });

  it('the rules’ limits and requirements are held to', async () => {
    const { effects } = fakeEffects(registryOf(registries[1] ?? '', full), []);
    const ask = async (payload: Record<string, unknown>) =>
      (await invokeCapability({ capability: 'code_generation', payload }, effects)).message;
    expect(await ask({ files: ['a.py'] })).toBe(
      "Capability 'code_generation' needs 'prompt' in the payload.",
    );
    expect(await ask({ prompt: 'x', files: ['.env'] })).toContain("'/.env'");
    expect(await ask({ prompt: 'x', files: ['a.exe'] })).toContain('allowed_file_patterns');
  });

  it.each([
    ['linting', 'ruff'],
    ['code_gen', 'code_generation'],
  ])('minimal rules answer %s with the capability’s name', async (capability) => {
    const { effects } = fakeEffects(registryOf(registries[0] ?? '', minimal), []);
    const result = await invokeCapability({ capability, payload: {} }, effects);
    expect(result).toMatchObject({ success: false, content: null });
    expect(result.message).toContain(`'${capability}'`);
    expect(result.message).toContain('code_generation');
  });
});
