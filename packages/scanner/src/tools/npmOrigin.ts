import { win32 } from 'node:path';
import { parseWindowsShim } from '@aim/exec';
import type { ToolFs } from './ToolFs.js';
import type { ToolOrigin } from './ToolInstall.js';

/**
 * The global npm package that a command belongs to. On Windows the command is a script that names the file it starts.
 *
 * @param realPath - with links followed.
 */
export function npmOrigin(realPath: string, fs: ToolFs, platform: NodeJS.Platform): ToolOrigin | undefined {
  const target = platform === 'win32' ? shimTarget(realPath, fs) : realPath;
  const found = /^(.*?)([\\/]lib)?[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(target);
  if (found === null) return undefined;
  const [whole, prefix = '', lib = '', name = ''] = found;
  // Only a prefix has its packages there; anything else is some project's own copy.
  if (platform !== 'win32' && lib === '') return undefined;
  const folder = whole.slice(0, -1);
  const packageName = name.replaceAll('\\', '/');
  return {
    owner: 'npm',
    package: packageName,
    version: packageVersion(fs.readText(`${folder}/package.json`)),
    root: folder,
    remove: ['npm', 'uninstall', '-g', '--prefix', prefix === '' ? '/' : prefix, packageName],
  };
}

function shimTarget(path: string, fs: ToolFs): string {
  if (!/\.(?:cmd|bat)$/i.test(path)) return path;
  const shim = parseWindowsShim(fs.readText(path) ?? '', path);
  return shim === undefined ? path : win32.normalize(shim.target);
}

/** The `version` of a `package.json`. */
export function packageVersion(text: string | undefined): string | null {
  try {
    const { version } = JSON.parse(text ?? '') as { readonly version?: unknown };
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}
