import type { TempHome } from './tempHome.js';

export interface ScriptTool {
  /** Id of the tool and name of its executable. */
  readonly id: string;
  /** Body of its adapter; `request` is what it is asked and `answer(result)` ends it. */
  readonly adapter: string;
  readonly secrets?: readonly string[];
  /** Leaves the executable out, as if the tool were not installed. */
  readonly absent?: boolean;
}

const prelude = `
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
const request = JSON.parse(readFileSync(0, 'utf8'));
const answer = (result) => writeSync(1, JSON.stringify({ success: true, message: 'done', content: null, ...result }));
`;

/** The registry part of a configuration in which these tools do `editing`, the first one first. */
export function scriptTools(home: TempHome, tools: readonly ScriptTool[]): Record<string, unknown> {
  const definitions = tools.map(({ id, adapter, secrets, absent }) => {
    if (absent !== true) home.program(id, `console.log('${id} 1.2.3')`);
    const definition = {
      name: id,
      detectCommands: [id],
      versionCommand: [id, '--version'],
      capabilities: ['editing'],
      adapterScript: home.write(`adapters/${id}.mjs`, `${prelude}${adapter}\n`),
      ...(secrets === undefined ? {} : { secrets }),
    };
    return [id, definition] as const;
  });
  const [primaryTool, ...fallbacks] = tools.map(({ id }) => id);
  return { tools: Object.fromEntries(definitions), capabilities: { editing: { primaryTool, fallbacks } } };
}

/** Makes these tools known in the user's own configuration. */
export function installScriptTools(home: TempHome, tools: readonly ScriptTool[]): void {
  home.write('aim/config/aim_config.json', { version: '1.0.0', registry: scriptTools(home, tools) });
}
