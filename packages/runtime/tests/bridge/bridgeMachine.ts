import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AuditEvent } from '@aim/core';
import type { BridgeOptions } from '../../src/bridge/index.js';
import { useTestHome, type TestHome } from '../support/testHome.js';

/** A registry and its rules, as the older systems wrote them. */
export interface BridgeSource {
  readonly title: string;
  readonly present: boolean;
  readonly registry: string;
  readonly rules: string;
}

const fixtures = fileURLToPath(new URL('../fixtures/bridge/', import.meta.url));
const samples = fileURLToPath(new URL('../../../../../shared/legacy/', import.meta.url));

export const bridgeSources: readonly BridgeSource[] = [
  {
    title: 'the fixture',
    present: true,
    registry: `${fixtures}registry.json`,
    rules: `${fixtures}rules.json`,
  },
  {
    title: 'the samples',
    present: existsSync(samples),
    registry: `${samples}registry/AIM_registry.head-doc_id.json`,
    rules: `${samples}rules/AIM_coordination-rules.head-full.json`,
  },
];
if (!existsSync(samples))
  console.info(`Skipped: the sample files of the older systems are not at ${samples}`);

export interface LegacyRule {
  readonly primary: string;
  readonly fallback: readonly string[];
}

export function rulesOf({ rules }: BridgeSource): Readonly<Record<string, LegacyRule>> {
  return (JSON.parse(readFileSync(rules, 'utf8')) as { capabilities: Record<string, LegacyRule> })
    .capabilities;
}

/** How an adapter ends: what it prints, and with which code. */
export interface Ending {
  readonly out?: unknown;
  readonly err?: string;
  readonly code?: number;
  readonly hangs?: boolean;
}

export interface BridgeMachine {
  readonly machine: TestHome;
  readonly folder: string;
  readonly events: AuditEvent[];
  /** The registry folder with all programs and, ending in `extension`, one adapter for each tool. */
  install(source: BridgeSource, extension?: '.ps1' | '.sh'): readonly string[];
  /** Has the adapter of a tool end like this. */
  adapter(tool: string, ending: Ending): string;
  options(more?: BridgeOptions): BridgeOptions;
}

const programs: Readonly<Record<string, string>> = { 'claude-cli': 'claude' };

/** A fresh machine for each test, with a registry folder that AIM_REGISTRY_PATH names. */
export function useBridgeMachine(): BridgeMachine {
  const machine = useTestHome();
  const events: AuditEvent[] = [];
  return {
    machine,
    events,
    get folder() {
      return join(machine.path, 'registry');
    },
    install({ registry, rules }, extension = '.sh') {
      events.length = 0;
      const text = readFileSync(registry, 'utf8').replaceAll('.ps1', extension);
      machine.write('registry/AIM_registry.json', text);
      machine.write('registry/AIM_cross-tool/AIM_coordination-rules.json', readFileSync(rules, 'utf8'));
      const tools = Object.keys((JSON.parse(text) as { tools: Record<string, unknown> }).tools);
      for (const tool of tools) {
        machine.program(programs[tool] ?? tool);
        machine.write(`registry/AIM_adapters/AIM_${tool}${extension}`, '#!/bin/sh\nexit 9\n', 0o755);
      }
      return tools;
    },
    adapter(tool, { out, err, code = 0, hangs = false }) {
      const text = out === undefined || typeof out === 'string' ? out : JSON.stringify(out);
      const lines = [
        'cat >/dev/null',
        ...(text === undefined ? [] : [`cat <<'END'\n${text}\nEND`]),
        ...(err === undefined ? [] : [`printf %s '${err}' >&2`]),
        ...(hangs ? ['sleep 60'] : []),
        `exit ${code}`,
      ];
      const script = `#!/bin/sh\nPATH=/usr/bin:/bin\n${lines.join('\n')}\n`;
      return machine.write(`registry/AIM_adapters/AIM_${tool}.sh`, script, 0o755);
    },
    options: (more = {}) => ({
      env: {
        PATH: machine.bin,
        HOME: machine.home,
        AIM_HOME: join(machine.path, 'aim'),
        AIM_REGISTRY_PATH: join(machine.path, 'registry'),
      },
      cwd: machine.work,
      home: machine.home,
      platform: process.platform,
      audit: async (event) => void events.push(event),
      environmentFor: async () => ({ env: {}, mask: [] }),
      ...more,
    }),
  };
}
