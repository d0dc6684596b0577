import { describe, expect, it } from 'vitest';
import { planRoute, type PlanEffects } from '../src/planRoute.js';
import type { Registry } from '../src/registry.js';
import { threeTools } from './support/samples.js';

const effects: PlanEffects = {
  env: { PATH: '/tools' },
  platform: 'linux',
  isExecutable: (path) => path !== '/tools/one',
  builtInAdapter: (id) => (id === 'three' ? undefined : { capabilities: ['editing'] }),
  random: () => 0,
};

describe('planRoute', () => {
  it('says of every tool whether it is ready, and chooses the first that is', () => {
    const plan = planRoute(threeTools, { capability: 'editing' }, effects);
    expect(plan).toEqual({
      capability: 'editing',
      chosen: 'two',
      timeoutMs: 30_000,
      maxRetries: 0,
      loadBalance: false,
      notes: [],
      steps: [
        {
          tool: 'one',
          status: 'not_installed',
          reason: 'not_installed',
          notes: [],
          why: "Tool 'one' is not installed; looked for one.",
        },
        {
          tool: 'two',
          status: 'ready',
          path: '/tools/two',
          adapter: { kind: 'built-in', id: 'two' },
          notes: [],
          why: "Tool 'two' is installed at /tools/two and has the built-in adapter 'two'.",
        },
        {
          tool: 'three',
          status: 'no_adapter',
          reason: 'not_installed',
          path: '/tools/three',
          notes: [],
          why: "Tool 'three' has no adapter script, and there is no built-in adapter 'three'.",
        },
      ],
    });
  });

  it('refuses a blocked tool with its reason and does not even look for it', () => {
    const looked: string[] = [];
    const registry: Registry = { ...threeTools, blockedTools: { two: 'its adapterScript is not trusted.' } };
    const isExecutable = (path: string) => looked.push(path) > 0;
    const plan = planRoute(registry, { capability: 'editing', tool: 'two' }, { ...effects, isExecutable });
    expect(plan.chosen).toBeNull();
    expect(plan.steps).toMatchObject([
      {
        status: 'refused_by_policy',
        reason: 'refused_by_policy',
        why: "Tool 'two' is refused: its adapterScript is not trusted.",
      },
    ]);
    expect(looked).toEqual([]);
  });

  it('reports a tool that only the rules know', () => {
    const registry: Registry = { tools: {}, capabilities: { linting: { primaryTool: 'ruff' } } };
    expect(planRoute(registry, { capability: 'linting' }, effects).steps).toMatchObject([
      { tool: 'ruff', status: 'unknown_tool', why: "Tool 'ruff' is not in the registry." },
    ]);
  });

  it('shows what the chain would do when tools fail', () => {
    const registry: Registry = {
      ...threeTools,
      capabilities: { editing: { primaryTool: 'one', fallbacks: ['two'], max_retries: 2 } },
    };
    const simulate = { one: 'rate_limited', two: 'auth', four: 'timeout' } as const;
    const plan = planRoute(registry, { capability: 'editing', simulate }, effects);
    expect(plan.chosen).toBeNull();
    expect(plan.steps).toMatchObject([
      { status: 'simulated_failure', reason: 'rate_limited', why: expect.stringContaining('up to 2 times') },
      { status: 'simulated_failure', reason: 'auth', why: expect.stringContaining('not be tried again') },
    ]);
    expect(plan.notes).toEqual(["'four' is to be taken as failing, but is not in the chain of 'editing'."]);
    expect(planRoute(registry, { capability: 'editing', simulate: { one: 'auth' } }, effects).chosen).toBe(
      'two',
    );
  });

  it.each([
    [{ timeoutMs: 7 }, { timeout_ms: 8 }, 9, 7],
    [{}, { timeout_ms: 8 }, 9, 8],
    [{}, {}, 9, 9],
    [{}, {}, undefined, 30_000],
  ])(
    'takes the timeout from request, rule, registry, then the default (%#)',
    (request, rule, registryDefault, expected) => {
      const registry: Registry = {
        ...threeTools,
        ...(registryDefault && { defaultTimeoutMs: registryDefault }),
        capabilities: { editing: { primaryTool: 'one', ...rule } },
      };
      expect(planRoute(registry, { capability: 'editing', ...request }, effects).timeoutMs).toBe(expected);
    },
  );

  it('gives a plan without steps for a capability that is not known', () => {
    const plan = planRoute(threeTools, { capability: 'editin' }, effects);
    expect(plan).toMatchObject({
      steps: [],
      chosen: null,
      error: { code: 'unknown_capability', nearest: 'editing' },
    });
  });

  it('is an error with a hint when routing is switched off', () => {
    expect(() => planRoute({ ...threeTools, enabled: false }, { capability: 'editing' })).toThrow(
      expect.objectContaining({
        code: 'REGISTRY_DISABLED',
        hint: expect.stringContaining('registry.enabled'),
      }),
    );
  });

  it('works with the effects of this machine', () => {
    const registry: Registry = {
      tools: { node: { name: 'Node', detectCommands: ['node'] } },
      capabilities: { running: { primaryTool: 'node', loadBalance: true } },
    };
    expect(planRoute(registry, { capability: 'running' })).toMatchObject({
      loadBalance: true,
      steps: [{ status: 'no_adapter', path: expect.stringContaining('node') }],
    });
  });
});
