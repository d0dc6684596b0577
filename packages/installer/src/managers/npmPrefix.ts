import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ManagerContext } from '../PackageManager.js';
import { contextVariable } from './contextVariable.js';
import { textOf } from './textOf.js';

/**
 * The directory below which npm keeps the user's global packages, found as npm finds it but without starting it;
 * undefined where that would be a guess.
 */
export function npmPrefix(program: string, context: ManagerContext): string | undefined {
  const set =
    npmVariable(context, 'prefix') ??
    settingIn(npmVariable(context, 'userconfig') ?? join(context.home, '.npmrc'), context) ??
    contextVariable(context, 'PREFIX');
  if (set !== undefined) return resolve(context.home, set);
  const folder = npmFolder(program, context.platform);
  if (folder === undefined) return undefined;
  const own = dirname(dirname(folder));
  const byDefault = context.platform === 'win32' ? own : dirname(own);
  return (
    settingIn(join(byDefault, 'etc', 'npmrc'), context) ??
    settingIn(join(folder, 'npmrc'), context) ??
    byDefault
  );
}

/** npm reads its variables in any case, also where the system tells cases apart. */
function npmVariable({ env }: ManagerContext, setting: string): string | undefined {
  const name = Object.keys(env).find((key) => key.toLowerCase() === `npm_config_${setting}`);
  return (name === undefined ? undefined : env[name]) || undefined;
}

/** npm's own package: `…/node_modules/npm`. */
function npmFolder(program: string, platform: NodeJS.Platform): string | undefined {
  if (platform === 'win32') return join(dirname(program), 'node_modules', 'npm');
  try {
    return /^(.*[\\/]lib[\\/]node_modules[\\/]npm)[\\/]bin[\\/]/.exec(realpathSync(program))?.[1];
  } catch {
    return undefined;
  }
}

function settingIn(file: string, context: ManagerContext): string | undefined {
  const value = /^[ \t]*prefix[ \t]*=(.*)$/m.exec(textOf(file).replaceAll('\r', ''))?.[1];
  const expanded = value
    ?.trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/\$\{([^}?]{1,200})\??\}/g, (whole, name: string) => contextVariable(context, name) ?? whole)
    .replace(/^~(?=[\\/]|$)/, () => context.home);
  return expanded || undefined;
}
