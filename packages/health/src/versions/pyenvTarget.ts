import type * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface PyenvEffects {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly fs: Pick<typeof nodeFs, 'existsSync' | 'readFileSync'>;
}

/**
 * The program that a shim of pyenv would start here: of the version in `PYENV_VERSION`, the nearest `.python-version`
 * or pyenv's own `version` file. Undefined for any other path and for a version that pyenv would have to interpret,
 * such as `system` or `3.12`.
 */
export function pyenvTarget(shim: string, { env, cwd, fs }: PyenvEffects): string | undefined {
  const folder = dirname(shim);
  const root = dirname(folder);
  if (basename(folder) !== 'shims' || !fs.existsSync(join(root, 'libexec', 'pyenv'))) return undefined;
  const versions = env.PYENV_VERSION
    ? env.PYENV_VERSION.split(':')
    : chosenVersions([...upward(env.PYENV_DIR || cwd), join(root, 'version')], fs);
  for (const version of versions) {
    const bin = join(root, 'versions', version, 'bin');
    // The first version must be understood: to go on after one that is not would name the wrong program.
    if (!/^[\w.+-]+$/.test(version) || /^\.+$/.test(version) || !fs.existsSync(bin)) return undefined;
    const program = join(bin, basename(shim));
    if (fs.existsSync(program)) return program;
  }
  return undefined;
}

/** The versions in the first of these files that names any. */
function chosenVersions(files: readonly string[], fs: PyenvEffects['fs']): readonly string[] {
  for (const file of files) {
    const versions = wordsOf(file, fs);
    if (versions.length > 0) return versions;
  }
  return [];
}

function wordsOf(file: string, fs: PyenvEffects['fs']): readonly string[] {
  try {
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    return lines.flatMap((line) => line.replace(/#.*/, '').split(/\s+/)).filter((word) => word !== '');
  } catch {
    return [];
  }
}

function upward(start: string): readonly string[] {
  const files: string[] = [];
  for (let folder = start; ; folder = dirname(folder)) {
    files.push(join(folder, '.python-version'));
    if (dirname(folder) === folder) return files;
  }
}
