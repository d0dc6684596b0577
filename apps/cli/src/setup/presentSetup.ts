import { existsSync } from 'node:fs';
import { displayText, exitCodes } from '@aim/core';
import { checkHealth, openAudit, servicePaths, type Settings } from '@aim/runtime';
import type { CommandResult, TextStyle } from '../result.js';
import { renderHealth } from '../render/health.js';
import { pathLine } from './pathLine.js';
import type { EnvironmentSetup } from './setUpEnvironment.js';

export interface SetupOutcome {
  readonly settings: Settings;
  /** The environment that the user has, before `aim` looks for its own tools first. */
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly parts: { readonly vault?: CommandResult; readonly tools?: CommandResult } & EnvironmentSetup;
  /** Whether the whole environment was made, and is to be checked. */
  readonly checked: boolean;
  readonly dryRun: boolean;
}

/** One result out of the steps of `aim setup`, closed by a health check. */
export async function presentSetup({
  settings,
  path,
  parts,
  checked,
  dryRun,
}: SetupOutcome): Promise<CommandResult> {
  const { append: audit } = openAudit(settings);
  const wantsHealth = checked && settings.config.environment.healthChecks?.enabled !== false;
  const health = wantsHealth ? await checkHealth(settings, { audit }) : undefined;
  const folder = servicePaths(settings).toolCommands;
  const inPath = (path.PATH ?? path.Path ?? '')
    .split(settings.platform === 'win32' ? ';' : ':')
    .includes(folder);
  const isApplied = parts.env !== undefined;
  const hasTools = parts.tools !== undefined && (parts.tools.exitCode ?? exitCodes.ok) === exitCodes.ok;
  const needsPath = hasTools && !dryRun && !inPath && !isApplied && existsSync(folder);
  const unhealthy = health !== undefined && health.summary.fail > 0;
  const entries = Object.entries(parts);
  const failed = entries.find(([, { exitCode = 0 }]) => exitCode !== 0)?.[1].exitCode;
  return {
    json: {
      ...Object.fromEntries(entries.map(([name, { json }]) => [name, json])),
      ...(health && { health }),
      path: { folder, in_path: inPath },
    },
    exitCode: failed ?? (unhealthy ? exitCodes.findings : exitCodes.ok),
    text: (style) => sections(style),
  };

  async function sections(style: TextStyle): Promise<string> {
    const texts: string[] = [];
    for (const [, part] of entries) texts.push(await part.text(style));
    if (needsPath) {
      texts.push(
        `${style.colors.yellow('!')} The tools are in ${displayText(folder)}, which is not in your PATH: 'aim run' finds them there, your shell does not. 'aim env apply' puts it there for good; for this shell alone:`,
      );
      const line = pathLine(folder, { platform: settings.platform, shell: path.SHELL });
      texts[texts.length - 1] += `\n    ${displayText(line)}`;
    }
    if (health) texts.push(renderHealth(health, false, style));
    return texts.join('\n\n');
  }
}
