import type { InstalledPackage } from '../PackageManager.js';
import { fileExists } from './directoryEntries.js';

/**
 * Reads `uv tool list --show-paths`: a line `name v1.2.3 (/folder)` for each tool, and below it a line
 * `- command (/file)` for each of its commands, of which only those that exist are kept. Other lines are remarks.
 */
export function parseUvToolList(text: string): readonly InstalledPackage[] {
  const tools: { name: string; version: string; commands: Record<string, string> }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name, version] = /^([A-Za-z0-9][\w.-]*) v(\S+)(?: [[(].*)?$/.exec(line) ?? [];
    if (name !== undefined && version !== undefined) tools.push({ name, version, commands: {} });
    const [, command, file] = /^- (.+?) \((.+)\)$/.exec(line) ?? [];
    const tool = tools.at(-1);
    if (tool === undefined || command === undefined || file === undefined || !fileExists(file)) continue;
    tool.commands[command.replace(/\.exe$/i, '')] = file;
  }
  return tools;
}
