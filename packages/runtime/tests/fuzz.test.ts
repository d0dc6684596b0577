import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AimError } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { ran } from '../../../tools/testing/ran.mjs';
import { auditKey, existingAuditKey } from '../src/auditKey.js';
import {
  detectTool,
  getToolVersion,
  invokeAdapter,
  loadAimRegistry,
  loadCoordinationRules,
  routeCapability,
  type BridgeOptions,
} from '../src/bridge/index.js';
import { servicePaths, statusOf } from '../src/index.js';
import { judgeConfigChange } from '../src/watch/judgeConfigChange.js';
import { bridgeSources, useBridgeMachine } from './bridge/bridgeMachine.js';
import { openServices } from './support/services.js';

const isTyped = (error: unknown): boolean => error instanceof AimError;
const bridge = useBridgeMachine();
const [source] = bridgeSources;
if (source === undefined) throw new Error('no fixture');
const registry = readFileSync(source.registry, 'utf8');
const rules = readFileSync(source.rules, 'utf8');

/** The bridge on a machine whose adapters and tools print the text; nothing is started. */
function answering(stdout: string, exitCode = 0): BridgeOptions {
  const ended = ran({ exitCode, stdout, stderr: stdout });
  return bridge.options({ run: () => Promise.resolve(ended), timeoutSec: 1, plainEnvironment: () => ({}) });
}

describe('whatever the registry folder of an older system holds', () => {
  it.each([
    ['AIM_registry.json', registry],
    ['AIM_cross-tool/AIM_coordination-rules.json', rules],
  ])('as %s the bridge reads it, or refuses it by a typed error', async (file, seed) => {
    bridge.install(source);
    const options = answering('{"success":true,"message":"done","content":null}');
    await fuzz({
      seeds: [seed, registry, rules],
      parse: async (text) => {
        bridge.machine.write(`registry/${file}`, text);
        detectTool('aider', options);
        await getToolVersion('aider', options);
        await routeCapability('code_generation', { prompt: 'x' }, options);
        loadAimRegistry(options);
        return loadCoordinationRules(options);
      },
      isTyped,
    });
  });
});

describe('whatever a program prints', () => {
  it.each([0, 1])('the bridge has a result when it ends with %i', async (exitCode) => {
    bridge.install(source);
    await fuzz({
      seeds: ['{"success":true,"message":"m","content":{"exit_code":0}}', 'Error: no key'],
      parse: async (text) => {
        const options = answering(text, exitCode);
        await getToolVersion('aider', options);
        const { success, message } = await invokeAdapter('aider', 'code_generation', {}, options);
        if (typeof success !== 'boolean' || typeof message !== 'string') throw new Error('no result');
      },
      isTyped,
    });
  });
});

describe('whatever a file of our own holds', () => {
  it('as the key of the audit log it is one or a typed error', async () => {
    const path = join(bridge.machine.path, 'audit.key');
    auditKey(path);
    await fuzz({
      seeds: [readFileSync(path, 'utf8')],
      parse: (text) => {
        writeFileSync(path, text);
        return [auditKey(path), existingAuditKey(path)];
      },
      isTyped,
    });
  });

  it('as a configuration that changed it is judged', async () => {
    const path = join(bridge.machine.path, 'aim_config.json');
    const seeds = [JSON.stringify({ version: '1.0.0', audit: { enabled: true }, unknown: 1 })];
    await fuzz({
      seeds,
      parse: (text) => {
        writeFileSync(path, text);
        return judgeConfigChange({ path, kind: 'modified', sha256: 'a', previous_sha256: null });
      },
    });
  });

  it('as the log, the lock, what is remembered and what is installed, the status tells it', async () => {
    const settings = bridge.machine.settings();
    const { audit } = openServices(settings);
    const signal = new AbortController().signal;
    await audit({
      type: 'health_check',
      severity: 'info',
      message: 'Health check: pass',
      details: { pass: 1, warn: 0, fail: 1, checks: [{ name: 'a', status: 'fail' }] },
    });
    const { auditLog, secretsMetadata } = servicePaths(settings);
    const { data, config } = settings.dirs;
    const files = [auditLog, secretsMetadata, join(config, 'aim.lock'), join(data, 'tools', 'journal.json')];
    const log = readFileSync(auditLog, 'utf8');
    for (const file of files) mkdirSync(dirname(file), { recursive: true });
    await fuzz({
      seeds: [
        log.trim().split('\n').at(-1) ?? '',
        '{"lockfileVersion":1,"packages":{}}',
        '{"format":1,"number":1}',
      ],
      parse: async (text) => {
        for (const file of files) writeFileSync(file, text);
        await statusOf(settings, signal);
      },
      isTyped,
    });
  });
});
