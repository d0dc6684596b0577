import { posix, win32 } from 'node:path';
import { npmOrigin } from './npmOrigin.js';
import { isolatedOrigin, pipOrigin } from './pythonOrigin.js';
import type { ToolFs } from './ToolFs.js';
import type { ToolOrigin } from './ToolInstall.js';

/**
 * Who installed a file, which version it is and how it is removed, from its place and the files beside it. Nothing is
 * started.
 *
 * @param realPath - with links followed.
 */
export function toolOrigin(realPath: string, fs: ToolFs, platform: NodeJS.Platform): ToolOrigin {
  return (
    homebrewOrigin(realPath) ??
    wingetOrigin(realPath) ??
    scoopOrigin(realPath, fs, platform) ??
    npmOrigin(realPath, fs, platform) ??
    isolatedOrigin(realPath, fs, platform) ??
    nativeOrigin(realPath) ??
    pipOrigin(realPath, fs, platform) ?? {
      owner: 'unknown',
      package: null,
      version: null,
      root: realPath,
      remove: null,
    }
  );
}

function homebrewOrigin(path: string): ToolOrigin | undefined {
  const [root, kind, name, version] = /^.*\/(Cellar|Caskroom)\/([^/]+)\/([^/]+)(?=\/)/.exec(path) ?? [];
  if (root === undefined || name === undefined || version === undefined) return undefined;
  const remove = kind === 'Cellar' ? ['brew', 'uninstall', name] : ['brew', 'uninstall', '--cask', name];
  return { owner: 'homebrew', package: name, version, root, remove };
}

function wingetOrigin(path: string): ToolOrigin | undefined {
  const [root, folder] = /^.*\\WinGet\\Packages\\([^\\]+)(?=\\)/i.exec(path) ?? [];
  const id = folder?.replace(/_Microsoft\.Winget\.Source.*$/i, '');
  if (root === undefined || id === undefined) return undefined;
  return { owner: 'winget', package: id, version: null, root, remove: ['winget', 'uninstall', '--id', id] };
}

/** A shim's target is in a file beside it: `path = "C:\…\apps\NAME\current\x.exe"`. */
function scoopOrigin(path: string, fs: ToolFs, platform: NodeJS.Platform): ToolOrigin | undefined {
  if (platform !== 'win32') return undefined;
  const shim = /\\shims\\[^\\]+$/i.test(path) ? fs.readText(path.replace(/\.[^.\\]+$/, '.shim')) : undefined;
  const target = /^[ \t]*path[ \t]*=[ \t]*"?([^"\r\n]+)/m.exec(shim ?? '')?.[1] ?? path;
  const [root, name, folder] = /^.*\\scoop\\apps\\([^\\]+)\\([^\\]+)(?=\\)/i.exec(target) ?? [];
  if (root === undefined || name === undefined || folder === undefined) return undefined;
  const manifest = folder === 'current' ? fs.readText(win32.join(root, 'manifest.json')) : undefined;
  const version =
    folder === 'current' ? (/"version"\s*:\s*"([^"]+)"/.exec(manifest ?? '')?.[1] ?? null) : folder;
  return { owner: 'scoop', package: name, version, root, remove: ['scoop', 'uninstall', name] };
}

/** Claude Code's own installer keeps each version in a file of that name. */
function nativeOrigin(path: string): ToolOrigin | undefined {
  const version = /[\\/]claude[\\/]versions[\\/](\d[^\\/]*)$/.exec(path)?.[1];
  if (version === undefined) return undefined;
  const rules = path.includes('\\') ? win32 : posix;
  return { owner: 'native', package: 'claude', version, root: rules.dirname(path), remove: null };
}
