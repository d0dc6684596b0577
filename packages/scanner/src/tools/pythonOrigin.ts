import { posix, win32 } from 'node:path';
import type { ToolFs } from './ToolFs.js';
import type { ToolOrigin } from './ToolInstall.js';

/**
 * The Python environment that a command belongs to, when pipx or uv made it.
 *
 * @param realPath - with links followed.
 */
export function isolatedOrigin(
  realPath: string,
  fs: ToolFs,
  platform: NodeJS.Platform,
): ToolOrigin | undefined {
  const path = platform === 'win32' ? win32 : posix;
  const root = path.dirname(path.dirname(realPath));
  const name = path.basename(root);
  if (!/^(?:bin|scripts)$/i.test(path.basename(path.dirname(realPath)))) return undefined;
  const pipx = fs.readText(path.join(root, 'pipx_metadata.json'));
  if (pipx !== undefined) {
    const main = pipxMain(pipx);
    const version = main.version ?? sitePackage(root, main.name ?? name, { fs, platform })?.version ?? null;
    return { owner: 'pipx', package: name, version, root, remove: ['pipx', 'uninstall', name] };
  }
  if (fs.readText(path.join(root, 'uv-receipt.toml')) === undefined) return undefined;
  const version = sitePackage(root, name, { fs, platform })?.version ?? null;
  return { owner: 'uv', package: name, version, root, remove: ['uv', 'tool', 'uninstall', name] };
}

/** The package that pip installed a command with, found by the command's name or by its entry point. */
export function pipOrigin(realPath: string, fs: ToolFs, platform: NodeJS.Platform): ToolOrigin | undefined {
  const path = platform === 'win32' ? win32 : posix;
  const root = path.dirname(path.dirname(realPath));
  const command = path.basename(realPath).replace(/\.exe$/i, '');
  const found =
    sitePackage(root, command, { fs, platform }) ?? packageOfEntryPoint(root, command, { fs, platform });
  if (found === undefined) return undefined;
  // What lies in /usr belongs to the system's own package manager.
  const interpreter =
    platform === 'win32' ? 'py' : root === '/usr' ? undefined : shebang(fs.readText(realPath));
  return {
    owner: 'pip',
    package: found.name,
    version: found.version,
    root: path.join(root, found.name),
    remove: interpreter === undefined ? null : [interpreter, '-m', 'pip', 'uninstall', found.name],
  };
}

interface SitePackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

interface Reading {
  readonly fs: ToolFs;
  readonly platform: NodeJS.Platform;
}

function sitePackage(root: string, name: string, reading: Reading): SitePackage | undefined {
  // Names of Python packages differ in case and separators only for the eye.
  const spelt = name
    .split(/[-_.]+/)
    .map((part) => part.replaceAll(/[^\w]/g, '\\$&'))
    .join('[-_.]+');
  return sitePackages(root, spelt, reading).next().value;
}

function packageOfEntryPoint(root: string, command: string, reading: Reading): SitePackage | undefined {
  const path = reading.platform === 'win32' ? win32 : posix;
  const wanted = command.toLowerCase();
  for (const found of sitePackages(root, '.+?', reading)) {
    const lines = reading.fs.readText(path.join(found.folder, 'entry_points.txt'))?.split(/\r?\n/) ?? [];
    const names = lines.map((line) => line.slice(0, Math.max(0, line.indexOf('='))).trim());
    if (names.some((name) => name.toLowerCase() === wanted)) return found;
  }
  return undefined;
}

/** @param spelt - the name of the packages, as a part of a regular expression. */
function* sitePackages(
  root: string,
  spelt: string,
  { fs, platform }: Reading,
): Generator<SitePackage, undefined, undefined> {
  const path = platform === 'win32' ? win32 : posix;
  const libraries =
    platform === 'win32'
      ? [path.join(root, 'Lib', 'site-packages')]
      : fs
          .list(path.join(root, 'lib'))
          .filter((name) => name.startsWith('python'))
          .flatMap((name) =>
            ['site-packages', 'dist-packages'].map((kind) => path.join(root, 'lib', name, kind)),
          );
  const record = new RegExp(`^(${spelt})-(\\d[^-\\n]*)\\.dist-info$`, 'gim');
  for (const library of libraries) {
    // One search through all names: there are hundreds of them.
    for (const [folder, name = '', version = ''] of fs.list(library).join('\n').matchAll(record))
      yield { name, version, folder: path.join(library, folder) };
  }
}

function pipxMain(text: string): { readonly name?: string; readonly version?: string } {
  try {
    const { main_package } = JSON.parse(text) as {
      readonly main_package?: { readonly package?: unknown; readonly package_version?: unknown };
    };
    const { package: name, package_version: version } = main_package ?? {};
    return {
      ...(typeof name === 'string' && { name }),
      ...(typeof version === 'string' && version !== '' && { version }),
    };
  } catch {
    return {};
  }
}

function shebang(script: string | undefined): string | undefined {
  return /^#!\s*(\/\S*python[\w.]*)/.exec(script ?? '')?.[1];
}
