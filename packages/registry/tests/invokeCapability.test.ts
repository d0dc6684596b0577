import { createHash } from 'node:crypto';
import { AimError, type Adapter, type AdapterRequest } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { invokeCapability } from '../src/invokeCapability.js';
import type { InvocationEffects } from '../src/invocation.js';
import type { CapabilityRule, Registry } from '../src/registry.js';
import { resultExitCode } from '../src/resultExitCode.js';
import { adapter, failed, fakeEffects, ok, threeTools, tool } from './support/samples.js';
import { useTempDir } from './support/tempDir.js';

const payload = { prompt: 'secret plan', files: ['a.py'] };

function withRule(rule: Partial<CapabilityRule>, more: Partial<Registry> = {}): Registry {
  return {
    ...threeTools,
    capabilities: { editing: { primaryTool: 'one', fallbacks: ['two'], ...rule } },
    ...more,
  };
}

describe('invokeCapability', () => {
  it('gives the first success back as it is, with additions beside it', async () => {
    const own = { ...ok('edited'), doc_id: 'D-1' };
    const second = adapter('two', [ok()]);
    const { effects } = fakeEffects(withRule({}), [adapter('one', [own]), second]);
    const result = await invokeCapability({ capability: 'editing', payload }, effects);
    expect(result).toEqual({ ...own, capability: 'editing', tool: 'one' });
    expect(second.calls).toBe(0);
    expect(resultExitCode(result)).toBe(0);
  });

  it.each(['auth', 'not_installed', 'crashed', 'timeout'] as const)(
    'goes on to the next tool after a failure (%s) and tells what was tried before',
    async (reason) => {
      const { effects, events } = fakeEffects(withRule({}), [
        adapter('one', [failed(reason)]),
        adapter('two', [ok()]),
      ]);
      const result = await invokeCapability({ capability: 'editing', payload }, effects);
      expect(result).toMatchObject({ success: true, tool: 'two', attempts: [{ tool: 'one', reason }] });
      expect(events.at(-1)).toMatchObject({ details: { tool: 'two', success: true } });
      expect(events.at(-2)).toMatchObject({ details: { tool: 'one', success: false, reason } });
    },
  );

  it('lists every tool when all failed, those that are not installed included and not started', async () => {
    const third = adapter('three', [failed('tool_error', 'boom')]);
    const { effects, events } = fakeEffects(threeTools, [third], {
      isExecutable: (path) => path === '/bin/three' || path === '/bin/two',
    });
    const result = await invokeCapability({ capability: 'editing', payload }, effects);
    expect(result).toMatchObject({
      success: false,
      message:
        "All tools failed for capability 'editing': one: Tool 'one' is not installed; looked for one.; two: Tool 'two' has no adapter script, and there is no built-in adapter 'two'.; three: boom",
      reason: 'tool_error',
      content: {
        attempts: [
          { tool: 'one', success: false, reason: 'not_installed', duration_ms: 0, tries: 0 },
          { tool: 'two', success: false, reason: 'not_installed', tries: 0 },
          { tool: 'three', success: false, message: 'boom', reason: 'tool_error', tries: 1 },
        ],
      },
    });
    expect(events.map((event) => event.details?.tool)).toEqual(['one', 'two', 'three']);
  });

  it('tries a tool again after 2, 4 and 8 seconds while the failure may pass', async () => {
    const first = adapter('one', [failed('rate_limited'), failed('overloaded'), failed('crashed'), ok()]);
    const { effects, slept, events } = fakeEffects(withRule({ max_retries: 3 }), [first]);
    expect(await invokeCapability({ capability: 'editing', payload }, effects)).toMatchObject({
      success: true,
    });
    expect(slept).toEqual([2000, 4000, 8000]);
    expect(events.map(({ details }) => [details?.attempt, details?.reason])).toEqual([
      [1, 'rate_limited'],
      [2, 'overloaded'],
      [3, 'crashed'],
      [4, null],
    ]);
  });

  it('waits a minute at most between two tries', async () => {
    const { effects, slept } = fakeEffects(withRule({ max_retries: 8, fallbacks: [] }), [
      adapter('one', [failed('quota')]),
    ]);
    await invokeCapability({ capability: 'editing', payload }, effects);
    expect(slept.slice(-3)).toEqual([60_000, 60_000, 60_000]);
  });

  it.each([
    'auth',
    'billing',
    'timeout',
    'refused_by_policy',
    'not_installed',
    'contract',
    'authentication_required',
  ])('never tries the same tool again after %s', async (reason) => {
    const first = adapter('one', [failed(reason)]);
    const { effects, slept } = fakeEffects(withRule({ max_retries: 3 }), [first, adapter('two', [ok()])]);
    expect(await invokeCapability({ capability: 'editing', payload }, effects)).toMatchObject({
      tool: 'two',
    });
    expect([first.calls, slept]).toEqual([1, []]);
  });

  it('has one attempt per tool in the result, whatever the number of tries', async () => {
    let now = 0;
    const { effects } = fakeEffects(
      withRule({ max_retries: 1, fallbacks: [] }),
      [adapter('one', [failed('quota')])],
      {
        clock: () => (now += 5),
      },
    );
    const result = await invokeCapability({ capability: 'editing', payload }, effects);
    expect(result.content?.attempts).toEqual([
      {
        tool: 'one',
        success: false,
        message: 'quota',
        reason: 'quota',
        duration_ms: 10,
        tries: 2,
        content: { error_reason: 'quota' },
      },
    ]);
  });

  it('sends the contract, the whole timeout and no retries with every try', async () => {
    const asked: AdapterRequest[] = [];
    const first: Adapter = {
      ...adapter('one', []),
      invoke: (request) => {
        asked.push(request);
        return Promise.resolve(failed('quota'));
      },
    };
    const { effects } = fakeEffects(withRule({ max_retries: 1, fallbacks: [], timeout_ms: 9 }), [first]);
    await invokeCapability({ capability: 'editing', payload, timeoutMs: 1234 }, effects);
    const expected = {
      capability: 'editing',
      payload,
      tool: 'one',
      timeout_ms: 1234,
      max_retries: 0,
      contract: 'AIM_PLUS_V1',
    };
    expect(asked).toEqual([expected, expected]);
  });

  it('records each try with the prompt as a digest, and nothing that was said', async () => {
    const answer = { success: false, message: 'OUTPUT-TEXT', content: { error_reason: 'quota' } };
    const { effects, events } = fakeEffects(withRule({ fallbacks: [] }), [adapter('one', [answer])]);
    await invokeCapability({ capability: 'editing', payload }, effects);
    expect(events).toEqual([
      {
        type: 'tool_invoke',
        severity: 'warning',
        message: 'one: editing failed (quota)',
        details: {
          tool: 'one',
          capability: 'editing',
          attempt: 1,
          success: false,
          reason: 'quota',
          duration_ms: 0,
          prompt: { length: 11, sha256: createHash('sha256').update('secret plan').digest('hex') },
          file_count: 1,
          adapter: 'built-in',
        },
      },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/secret plan|a\.py|OUTPUT-TEXT/);
  });

  it('asks for a tool’s environment once, with the names it may see, and only for tools it starts', async () => {
    const asked: [string, readonly string[]][] = [];
    const registry: Registry = {
      ...withRule({ primaryTool: 'absent', fallbacks: ['one', 'two', 'three'], max_retries: 1 }),
      tools: {
        one: tool('one'),
        two: tool('two', { secrets: ['MINE'] }),
        three: tool('three'),
        absent: tool('absent'),
      },
    };
    const adapters = ['one', 'two', 'three'].map((id) => adapter(id, [failed('quota')]));
    const { effects } = fakeEffects(registry, adapters, {
      isExecutable: (path) => path !== '/bin/absent',
      environmentFor: (id, { secrets }) => {
        asked.push([id, secrets]);
        return Promise.resolve({ env: {}, mask: [] });
      },
    });
    await invokeCapability({ capability: 'editing', payload }, effects);
    expect(asked).toEqual([
      ['one', ['ONE_KEY']],
      ['two', ['MINE']],
      ['three', ['THREE_KEY']],
    ]);
  });

  it('hands the adapter its environment and masks what comes back', async () => {
    const leaky: Adapter = {
      ...adapter('one', []),
      invoke: (_, context) =>
        Promise.resolve({
          success: true,
          message: `${context.env.KEY} ${context.executable}`,
          content: null,
        }),
    };
    const { effects } = fakeEffects(withRule({}), [leaky], {
      environmentFor: () => Promise.resolve({ env: { KEY: 'canary-value' }, mask: ['canary-value'] }),
    });
    expect((await invokeCapability({ capability: 'editing', payload }, effects)).message).toBe(
      '*** /bin/one',
    );
  });

  it('asks a built-in adapter for its version when versions are checked', async () => {
    const asked: string[] = [];
    const first: Adapter = {
      ...adapter('one', [], ['version']),
      invoke: ({ capability }) => {
        asked.push(capability);
        return Promise.resolve(ok());
      },
    };
    const registry = { ...threeTools, capabilities: { version_checking: { primaryTool: 'one' } } };
    const { effects } = fakeEffects(registry, [first]);
    const result = await invokeCapability({ capability: 'version_checking', payload: {} }, effects);
    expect([asked, result.capability]).toEqual([['version'], 'version_checking']);
  });

  it('restricts the invocation to one tool', async () => {
    const adapters = [adapter('one', [ok()]), adapter('two', [failed('auth')])];
    const { effects } = fakeEffects(withRule({}), adapters);
    const result = await invokeCapability({ capability: 'editing', payload, tool: 'two' }, effects);
    expect(result).toMatchObject({ success: false, reason: 'auth' });
    expect(adapters[0]?.calls).toBe(0);
  });

  it.each([
    [{ capability: 'editng' }, 'unknown_capability', "Did you mean 'editing'?"],
    [{ capability: 'editing', tool: 'ones' }, 'invalid_input', "Did you mean 'one'?"],
  ])('answers %j with a result that names the nearest', async (request, reason, message) => {
    const { effects, events } = fakeEffects(withRule({}), []);
    const result = await invokeCapability({ payload, ...request }, effects);
    expect(result).toMatchObject({
      success: false,
      content: null,
      reason,
      message: expect.stringContaining(message),
    });
    expect(resultExitCode(result)).toBe(5);
    expect(events).toEqual([]);
  });

  it('answers when there are no rules at all', async () => {
    const { effects } = fakeEffects({ tools: {} }, []);
    const result = await invokeCapability({ capability: 'editing', payload }, effects);
    expect(result).toMatchObject({
      success: false,
      content: null,
      message: expect.stringContaining("'editing'"),
    });
  });

  it('refuses a payload without a required field before anything starts', async () => {
    const first = adapter('one', [ok()]);
    const context_requirements = {
      prompt: 'required',
      files: 'required',
      depth: 'required',
      x: 'optional',
    } as const;
    const { effects } = fakeEffects(withRule({ context_requirements }), [first]);
    const result = await invokeCapability({ capability: 'editing', payload: {} }, effects);
    expect(result).toMatchObject({
      reason: 'invalid_input',
      message: "Capability 'editing' needs 'prompt' and 'files' and 'depth' in the payload.",
      content: { missing: ['prompt', 'files', 'depth'] },
      hint: "Give --prompt TEXT and --file FILE and --payload with 'depth'.",
    });
    expect(first.calls).toBe(0);
  });

  it('refuses and records a payload that breaks a limit, before anything starts', async () => {
    const first = adapter('one', [ok()]);
    const registry = withRule({}, { security: { forbidden_paths: ['/.env'] } });
    const { effects, events } = fakeEffects(registry, [first]);
    const result = await invokeCapability({ capability: 'editing', payload: { files: ['.env'] } }, effects);
    expect(result).toMatchObject({
      success: false,
      reason: 'refused_by_policy',
      content: { file: '.env', rule: 'forbidden_paths' },
    });
    expect(resultExitCode(result)).toBe(7);
    expect(events).toMatchObject([
      { details: { tool: null, reason: 'refused_by_policy', file_count: 1, prompt: null } },
    ]);
    expect(first.calls).toBe(0);
  });

  it('does not record a payload that is no payload', async () => {
    const { effects, events } = fakeEffects(withRule({}), []);
    const result = await invokeCapability({ capability: 'editing', payload: { files: 7 } }, effects);
    expect([result.reason, events]).toEqual(['invalid_input', []]);
  });

  it('is an error when routing is switched off', async () => {
    const { effects } = fakeEffects({ ...threeTools, enabled: false }, []);
    await expect(invokeCapability({ capability: 'editing', payload }, effects)).rejects.toMatchObject({
      code: 'REGISTRY_DISABLED',
    });
  });

  it('passes on the error of an audit log that cannot be written', async () => {
    const { effects } = fakeEffects(withRule({}), [adapter('one', [ok()])], {
      audit: () => Promise.reject(new AimError('AUDIT_WRITE', 1, 'disk full')),
    });
    await expect(invokeCapability({ capability: 'editing', payload }, effects)).rejects.toThrow('disk full');
  });
});

describe('a cancelled invocation', () => {
  const cancelling = (at: 'before' | 'during' | 'sleep' | 'environment') => {
    const controller = new AbortController();
    const abort = () => controller.abort();
    const second = adapter('two', [ok()]);
    const first: Adapter = {
      ...adapter('one', []),
      invoke: () => {
        if (at === 'during') abort();
        return Promise.resolve(failed('crashed'));
      },
    };
    const more: Partial<InvocationEffects> = {
      signal: controller.signal,
      ...(at === 'environment' && {
        environmentFor: () => {
          abort();
          return Promise.reject(new AimError('VAULT_LOCKED', 7, 'locked'));
        },
      }),
      ...(at === 'sleep' && {
        sleep: () => {
          abort();
          return Promise.reject(controller.signal.reason as Error);
        },
      }),
    };
    if (at === 'before') abort();
    return { second, ...fakeEffects(withRule({ max_retries: 2 }), [first, second], more) };
  };

  it.each(['before', 'during', 'sleep'] as const)('starts nothing more when it is aborted %s', async (at) => {
    const { effects, second } = cancelling(at);
    const result = await invokeCapability({ capability: 'editing', payload }, effects);
    expect(result).toMatchObject({
      success: false,
      reason: 'cancelled',
      message: "Capability 'editing' was cancelled.",
    });
    expect(second.calls).toBe(0);
  });

  it('does not hide another error behind the cancellation', async () => {
    const { effects } = cancelling('environment');
    await expect(invokeCapability({ capability: 'editing', payload }, effects)).rejects.toThrow('locked');
  });
});

describe('concurrent invocations', () => {
  const dir = useTempDir();

  const mostAtOnce = async (capability: string, registry: Registry, locks = true): Promise<number> => {
    let running = 0;
    let most = 0;
    const slow: Adapter = {
      ...adapter('one', [], ['editing', 'version_checking']),
      invoke: async () => {
        running += 1;
        most = Math.max(most, running);
        for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
        running -= 1;
        return ok();
      },
    };
    const { effects } = fakeEffects(registry, [slow], {
      cwd: dir.path,
      ...(locks && { lockDirectory: `${dir.path}/locks`, queueWaitMs: 15_000 }),
    });
    const all = Array.from({ length: 4 }, () => invokeCapability({ capability, payload: {} }, effects));
    expect((await Promise.all(all)).every((each) => each.success)).toBe(true);
    return most;
  };

  const capabilities = { editing: { primaryTool: 'one' }, version_checking: { primaryTool: 'one' } };
  const queue = (max?: number): Registry => ({
    ...threeTools,
    capabilities,
    conflict_resolution: {
      concurrent_access: { strategy: 'queue', ...(max !== undefined && { max_concurrent: max }) },
    },
  });

  it('wait for each other in one working tree', async () => {
    expect(await mostAtOnce('editing', queue())).toBe(1);
    expect(await mostAtOnce('editing', queue(2))).toBeLessThanOrEqual(2);
  });

  it('do not wait when they only ask for versions, without a queue or without a lock directory', async () => {
    expect(await mostAtOnce('version_checking', queue())).toBe(4);
    expect(await mostAtOnce('editing', { ...threeTools, capabilities })).toBe(4);
    expect(await mostAtOnce('editing', queue(), false)).toBe(4);
  });
});
