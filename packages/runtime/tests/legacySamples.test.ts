import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { resultExitCode, type CapabilityResult } from '@aim/registry';
import { describe, expect, it } from 'vitest';
import { detectToolsOf } from '../src/detectToolsOf.js';
import { invokeWith } from '../src/invokeWith.js';
import { planRouteOf } from '../src/planRouteOf.js';
import { servicePaths } from '../src/servicePaths.js';
import { executables, registryFolder, rulesPath, useLegacyMachine } from './support/legacyMachine.js';
import { chainOf, legacySources, type LegacyRules } from './support/legacySources.js';
import { openServices, recordedEvents } from './support/services.js';

describe.each(legacySources.filter(({ present }) => present))(
  'with $title of the older systems',
  (legacy) => {
    const { machine, install, writeAdapter, settings } = useLegacyMachine(legacy);
    const rulesOf = (name: string): LegacyRules => JSON.parse(legacy.text(name)) as LegacyRules;
    const generate = (loaded = settings()): Promise<CapabilityResult> => {
      const payload = { prompt: 'write a test', files: ['a.py'] };
      return invokeWith(loaded, { capability: 'code_generation', payload }, openServices(loaded));
    };
    const order = chainOf(rulesOf(legacy.minimalRules), 'code_generation');
    const [first = '', second = '', third = ''] = order;

    describe.each(legacy.registries)('%s', (registry) => {
      it.each([legacy.fullRules, legacy.minimalRules])(
        'routes each capability in the order of %s',
        (name) => {
          install(registry, name, '.mjs');
          const { capabilities } = rulesOf(name);
          for (const [capability, rule] of Object.entries(capabilities)) {
            const plan = planRouteOf(settings(), { capability });
            const planned = plan.steps.map(({ tool }) => tool);
            const expected = chainOf({ capabilities }, capability);
            // A balanced chain begins anywhere and goes round.
            const from = rule.loadBalance ? expected.indexOf(planned[0] ?? '') : 0;
            expect(planned).toEqual([...expected.slice(from), ...expected.slice(0, from)]);
            const { timeout_ms: timeoutMs = plan.timeoutMs, max_retries: maxRetries = plan.maxRetries } =
              rule;
            expect(plan).toMatchObject({ timeoutMs, maxRetries });
          }
        },
      );

      it('has the first tool’s own script answer, and gives its result as it is', async () => {
        install(registry, legacy.fullRules, '.mjs');
        const result = await generate();
        expect(result).toMatchObject({ success: true, message: `done by ${first}`, tool: first });
        expect(result.content?.request).toMatchObject({
          capability: 'code_generation',
          payload: { prompt: 'write a test', files: ['a.py'] },
          tool: first,
          timeout_ms: rulesOf(legacy.fullRules).capabilities.code_generation?.timeout_ms,
          contract: 'AIM_PLUS_V1',
        });
        expect(result).not.toHaveProperty('attempts');
      });

      it('goes on with the next tool, and records each try', async () => {
        install(registry, legacy.fullRules, '.mjs');
        writeAdapter(first, `answer(false, 'please log in', { error_reason: 'authentication_required' })`);
        expect(await generate()).toMatchObject({
          success: true,
          tool: second,
          attempts: [{ tool: first, message: 'please log in', reason: 'auth' }],
        });
        expect(recordedEvents(settings()).map(({ details }) => [details.tool, details.success])).toEqual([
          [first, false],
          [second, true],
        ]);
      });

      it('passes over a tool that is not installed, wherever Windows would have it', async () => {
        install(registry, legacy.fullRules, '.mjs');
        machine.write(`bin/${executables[first] ?? ''}`, '', 0o644);
        expect(await generate()).toMatchObject({
          tool: second,
          attempts: [{ tool: first, reason: 'not_installed', tries: 0 }],
        });
        expect(detectToolsOf(settings()).find(({ tool }) => tool === first)).toMatchObject({
          installed: false,
        });
      });

      it('reports how every tool failed in the words of the older bridge', async () => {
        install(registry, legacy.minimalRules, '.mjs');
        const { capabilities } = rulesOf(legacy.minimalRules);
        const once = { code_generation: { ...capabilities.code_generation, max_retries: 0 } };
        machine.write(rulesPath, JSON.stringify({ capabilities: once }));
        writeAdapter(first, `process.stderr.write('no model\\n'); process.exitCode = 3;`);
        writeAdapter(second, `answer(false, 'not signed in', { error_reason: 'authentication_required' });`);
        writeAdapter(third, `answer(true, 'half done'); process.exitCode = 1;`);
        const result = await generate();
        expect(result).toMatchObject({
          success: false,
          message:
            `All tools failed for capability 'code_generation': ${first}: Adapter exited with code 3: no model; ` +
            `${second}: not signed in; ${third}: half done`,
          content: {
            attempts: [
              { tool: first, success: false, content: { exit_code: 3, stderr: 'no model\n' } },
              { tool: second, success: false, reason: 'auth' },
              { tool: third, success: false, content: { exit_code: 1 } },
            ],
          },
        });
        expect(resultExitCode(result)).toBe(4);
      });

      it('says that an adapter took too long as the older bridge did', async () => {
        install(registry, legacy.minimalRules, '.mjs');
        writeAdapter(first, `setInterval(() => undefined, 1000);`);
        const loaded = settings();
        const request = {
          capability: 'code_generation',
          payload: { prompt: 'x' },
          tool: first,
          timeoutMs: 1_000,
        };
        expect((await invokeWith(loaded, request, openServices(loaded))).message).toBe(
          `All tools failed for capability 'code_generation': ${first}: Adapter timed out after 1s`,
        );
      });

      it('uses the built-in adapters where PowerShell is missing, and says so', () => {
        install(registry, legacy.fullRules, '.ps1');
        const { steps } = planRouteOf(settings(), { capability: 'code_generation' });
        for (const step of steps) {
          expect(step).toMatchObject({ status: 'ready', adapter: { kind: 'built-in', id: step.tool } });
          expect(step.notes).toEqual([
            expect.stringMatching(
              new RegExp(
                `AIM_${step.tool}\\.ps1 cannot be started: pwsh .* the built-in adapter '${step.tool}' is used`,
              ),
            ),
          ]);
        }
        expect(steps).toHaveLength(3);
      });

      it('answers a capability without a rule with a result', async () => {
        install(registry, legacy.minimalRules, '.mjs');
        const loaded = settings();
        const request = { capability: 'code_gen', payload: {} };
        const result = await invokeWith(loaded, request, openServices(loaded));
        expect(result).toMatchObject({ success: false, content: null, reason: 'unknown_capability' });
        expect(resultExitCode(result)).toBe(5);
      });

      it('can be given as the configuration itself', () => {
        install(registry, legacy.fullRules, '.mjs');
        const configFile = join(machine.path, registryFolder, 'AIM_registry.json');
        const loaded = machine.settings({ configFile, env: { PATH: machine.bin } });
        const { steps } = planRouteOf(loaded, { capability: 'code_generation' });
        expect(steps.map(({ tool, status }) => [tool, status])).toEqual(order.map((tool) => [tool, 'ready']));
      });
    });

    describe.each([legacy.fullRules, legacy.minimalRules])('aim_config.json over %s', (rules) => {
      const registry = legacy.registries[1] ?? '';

      it('decides the order itself and warns that the rules say otherwise', () => {
        install(registry, rules, '.ps1');
        const loaded = settings(legacy.path(legacy.json));
        const { registry: written } = JSON.parse(legacy.text(legacy.json)) as {
          registry: { capabilities: Record<string, { primaryTool: string; fallbacks: string[] }> };
        };
        const rule = written.capabilities.code_generation;
        const { steps } = planRouteOf(loaded, { capability: 'code_generation' });
        expect(steps.map(({ tool }) => tool)).toEqual([rule?.primaryTool, ...(rule?.fallbacks ?? [])]);
        expect(steps.every(({ status, adapter }) => status === 'ready' && adapter?.kind === 'built-in')).toBe(
          true,
        );
        expect(loaded.loaded.issues).toContainEqual(
          expect.objectContaining({
            severity: 'warning',
            topic: 'order',
            message: expect.stringContaining('code_generation'),
          }),
        );
      });

      it('keeps secrets and the audit log where it says', () => {
        install(registry, rules, '.ps1');
        const loaded = settings(legacy.path(legacy.json));
        const { environment } = JSON.parse(legacy.text(legacy.json)) as {
          environment: { secretsVault: string };
        };
        expect(servicePaths(loaded)).toMatchObject({
          auditLog: join(machine.path, registryFolder, 'AIM_audit/audit.jsonl'),
          secretsMetadata: environment.secretsVault.replace('%USERPROFILE%', machine.home),
        });
      });
    });

    it('aim_config.json alone works without the registry folder, and nothing strays into the working folder', async () => {
      for (const name of Object.values(executables)) machine.program(name);
      const loaded = machine.settings({ configFile: legacy.path(legacy.json), env: { PATH: machine.bin } });
      const { steps } = planRouteOf(loaded, { capability: 'code_generation' });
      expect(steps.every(({ adapter }) => adapter?.kind === 'built-in')).toBe(true);
      await openServices(loaded).audit({ type: 'tool_invoke', message: 'x' });
      expect(servicePaths(loaded).auditLog).toBe(join(machine.path, 'aim/state/audit/audit.jsonl'));
      expect(existsSync(servicePaths(loaded).auditLog)).toBe(true);
      expect(existsSync('%AIM_REGISTRY_PATH%')).toBe(false);
      expect(loaded.loaded.issues).toContainEqual(
        expect.objectContaining({ topic: 'variable', message: expect.stringContaining('AIM_REGISTRY_PATH') }),
      );
    });

    it('aim_config.yaml leaves the order to the rules and sets time limit and audit', () => {
      install(legacy.registries[1] ?? '', legacy.minimalRules, '.mjs');
      const loaded = settings(legacy.path(legacy.yaml));
      const plan = planRouteOf(loaded, { capability: 'code_generation' });
      const defaultTimeout = Number(/^default_timeout_ms: (\d+)$/m.exec(legacy.text(legacy.yaml))?.[1]);
      expect(plan.steps.map(({ tool }) => tool)).toEqual(order);
      expect(plan.chosen).toBe(first);
      expect(loaded.config.registry).toMatchObject({ enabled: true, defaultTimeoutMs: defaultTimeout });
      expect(loaded.config.audit.enabled).toBe(true);
    });

    it('aim_config.yaml can switch routing and audit off', async () => {
      const text = legacy.text(legacy.yaml).replaceAll(/^(enable_\w+): true$/gm, '$1: false');
      const configFile = machine.write('given/aim_config.yaml', text);
      const loaded = machine.settings({ configFile, env: { PATH: machine.bin } });
      expect(() => planRouteOf(loaded, { capability: 'code_generation' })).toThrow(
        expect.objectContaining({ code: 'REGISTRY_DISABLED' }),
      );
      await openServices(loaded).audit({ type: 'tool_invoke', message: 'x' });
      expect(recordedEvents(loaded)).toEqual([]);
    });
  },
);

describe.skipIf(legacySources.some(({ title, present }) => title === 'the samples' && !present))(
  'the samples of the older systems',
  () => {
    it('try jules, then aider, then claude-cli', () => {
      const samples = legacySources.find(({ title }) => title === 'the samples');
      for (const name of [samples?.fullRules ?? '', samples?.minimalRules ?? '']) {
        const rules = JSON.parse(samples?.text(name) ?? '') as LegacyRules;
        expect(chainOf(rules, 'code_generation')).toEqual(['jules', 'aider', 'claude-cli']);
      }
    });
  },
);
