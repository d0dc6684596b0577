import { join } from 'node:path';
import type { Settings } from '../../src/loadSettings.js';
import type { LegacySource } from './legacySources.js';
import { useTestHome, type TestHome } from './testHome.js';

/** The program of each tool of the older registries. */
export const executables: Readonly<Record<string, string>> = {
  jules: 'jules',
  aider: 'aider',
  'claude-cli': 'claude',
};
const tools = Object.keys(executables);
/** The older systems' own place for it, below the test's folder. */
export const registryFolder = 'home/.AIM_ai-tools-registry';
export const rulesPath = `${registryFolder}/AIM_cross-tool/AIM_coordination-rules.json`;

/** An adapter of the older contract that ends as `script` says; `tool` is its own id. */
function adapterScript(tool: string, script: string): string {
  return `let input = '';
process.stdin.setEncoding('utf8').on('data', (text) => (input += text)).on('end', () => {
  const request = JSON.parse(input), tool = '${tool}';
  const answer = (success, message, content = null) => console.log(JSON.stringify({ success, message, content }));
  ${script}
});
`;
}

export interface LegacyMachine {
  readonly machine: TestHome;
  /** Builds the registry folder at its usual place in the home folder, its adapters ending in `extension`. */
  readonly install: (registry: string, rules: string, extension: '.ps1' | '.mjs') => void;
  /** Replaces one adapter; `script` may use `request`, `tool` and `answer(success, message, content)`. */
  readonly writeAdapter: (tool: string, script: string, extension?: string) => string;
  /** With the registry folder named, and only the test's own programs in PATH. */
  readonly settings: (configFile?: string) => Settings;
}

/** A fresh machine for each test, to be set up with the older systems' files. */
export function useLegacyMachine(legacy: LegacySource): LegacyMachine {
  const machine = useTestHome();

  const install = (registry: string, rules: string, extension: '.ps1' | '.mjs'): void => {
    const text = legacy.text(registry).replaceAll('.ps1', extension);
    machine.write(`${registryFolder}/AIM_registry.json`, text);
    machine.write(rulesPath, legacy.text(rules));
    for (const tool of tools) {
      machine.program(executables[tool] ?? tool);
      writeAdapter(tool, `answer(true, 'done by ' + tool, { request })`, extension);
    }
  };
  const writeAdapter = (tool: string, script: string, extension = '.mjs'): string =>
    machine.write(`${registryFolder}/AIM_adapters/AIM_${tool}${extension}`, adapterScript(tool, script));
  const settings = (configFile?: string): Settings =>
    machine.settings({
      ...(configFile !== undefined && { configFile }),
      env: { PATH: machine.bin, AIM_REGISTRY_PATH: join(machine.path, registryFolder) },
    });
  return { machine, install, writeAdapter, settings };
}
