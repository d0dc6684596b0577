import { describe, expect, it } from 'vitest';
import { createRunner } from '@aim/exec';
import { invokeCapability, planRoute, type CapabilityResult, type Registry } from '@aim/registry';
import { routeCapability, toBridgeResult, type BridgeAttempt } from '../../src/bridge/index.js';
import { loadSettings } from '../../src/loadSettings.js';
import { registryOf } from '../../src/registryOf.js';
import { bridgeSources, rulesOf, useBridgeMachine, type Ending } from './bridgeMachine.js';

const payload = { prompt: 'write a test', files: ['a.py'] };

/** How each tool of a chain ends, first to last. */
const scenarios: Readonly<Record<string, (index: number, last: boolean, tool: string) => Ending>> = {
  'the first succeeds': (_index, _last, tool) => ({
    out: { success: true, message: `done by ${tool}`, content: { files_modified: ['a.py'] } },
  }),
  'only the last succeeds': (_index, last, tool) =>
    last
      ? { out: { success: true, message: `done by ${tool}`, content: null } }
      : {
          out: {
            success: false,
            message: 'please log in',
            content: { error_reason: 'authentication_required' },
          },
        },
  'each says why it fails': (index, _last, tool) => ({
    out: { success: false, message: `${tool} is at odds (${index})`, content: { attempts: 1 } },
  }),
  'each ends with a code': (index, _last, tool) => ({ err: `no ${tool} today`, code: 3 + index }),
  'the first ends with a code, the others say why': (index, _last, tool) =>
    index === 0
      ? { err: 'gone', code: 127 }
      : { out: { success: false, message: `${tool} fails`, content: null } },
  'each prints something else than JSON': (_index, _last, tool) => ({ out: `Hello from ${tool}` }),
};

describe.each(bridgeSources.filter(({ present }) => present))('old and new, with $title', (source) => {
  const bridge = useBridgeMachine();
  const capabilities = Object.keys(rulesOf(source));
  const chain = (capability: string): readonly string[] => {
    const rule = rulesOf(source)[capability];
    return [rule?.primary ?? '', ...(rule?.fallback ?? [])];
  };

  /** What `aim` would route with, less the tools that only the built-in configuration knows. */
  const registry = (tools: readonly string[]): Registry => {
    const { env, cwd, home, platform } = bridge.options() as Required<ReturnType<typeof bridge.options>>;
    const whole = registryOf(loadSettings({ env, cwd, home, platform }));
    return {
      ...whole,
      tools: Object.fromEntries(Object.entries(whole.tools).filter(([id]) => tools.includes(id))),
    };
  };
  const invoke = (
    capability: string,
    tools: readonly string[],
    timeoutMs?: number,
  ): Promise<CapabilityResult> =>
    invokeCapability(
      { capability, payload, ...(timeoutMs !== undefined && { timeoutMs }) },
      {
        registry: registry(tools),
        adapters: () => undefined,
        run: createRunner(),
        environmentFor: async () => ({ env: {}, mask: [] }),
        audit: async () => undefined,
        cwd: bridge.machine.work,
        env: { PATH: bridge.machine.bin },
        random: () => 0,
        sleep: async () => undefined,
      },
    );

  it('has the five capabilities', () => {
    expect(capabilities).toEqual([
      'code_generation',
      'linting',
      'refactoring',
      'testing',
      'version_checking',
    ]);
  });

  it.each(capabilities)('%s goes to the same tools in the same order', async (capability) => {
    const tools = bridge.install(source);
    const result = await routeCapability(capability, payload, bridge.options());
    const { attempts } = result.content as { attempts: readonly BridgeAttempt[] };
    const plan = planRoute(
      registry(tools),
      { capability },
      { env: { PATH: bridge.machine.bin }, random: () => 0 },
    );
    expect(attempts.map(([tool]) => tool)).toEqual(chain(capability));
    expect(plan.steps.map(({ tool }) => tool)).toEqual(chain(capability));
    expect(bridge.events.map(({ details }) => details?.tool)).toEqual(chain(capability));
  });

  const table = capabilities.flatMap((capability) =>
    Object.keys(scenarios).map((name) => [capability, name] as const),
  );

  it.each(table)('%s: the results are the same when %s', async (capability, name) => {
    const tools = bridge.install(source);
    chain(capability).forEach((tool, index, { length }) => {
      const ending = scenarios[name]?.(index, index === length - 1, tool) ?? {};
      if (tools.includes(tool)) bridge.adapter(tool, ending);
    });
    const old = await routeCapability(capability, payload, bridge.options());
    const today = await invoke(capability, tools);
    const mapped = toBridgeResult(today);
    expect(mapped).toEqual(old);
    expect(today.success).toBe(old.success);
    const sameWords =
      name !== 'each prints something else than JSON' &&
      chain(capability).every((tool) => tools.includes(tool));
    if (sameWords) expect(today.message).toBe(old.message);
  });

  it('says of every tool that takes too long how long it was given', async () => {
    const tools = bridge.install(source);
    for (const tool of chain('refactoring')) bridge.adapter(tool, { hangs: true });
    const old = await routeCapability('refactoring', payload, bridge.options({ timeoutSec: 0.4 }));
    const today = await invoke('refactoring', tools, 400);
    expect(old.message).toBe(
      `All tools failed for capability 'refactoring': ${chain('refactoring')
        .map((tool) => `${tool}: Adapter timed out after 0.4s`)
        .join('; ')}`,
    );
    expect(today.message).toBe(old.message);
    expect(toBridgeResult(today)).toEqual(old);
  });
});
