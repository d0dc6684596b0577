import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folders = `
import ensurepip, os, sysconfig
print(os.path.join(os.path.dirname(ensurepip.__file__), "_bundled"))
print(sysconfig.get_config_var("WHEEL_PKG_DIR") or "")
print("/usr/share/python-wheels")
`;

/**
 * The wheels of pip and setuptools this machine's Python makes its virtual environments from. pipx brings both, and
 * `wheel`, up to date from the index before its first installation.
 *
 * @param {string} [python]
 * @returns {import('../registries.mjs').PythonPackage[]} Empty where there is no such Python or it has none.
 */
export function bundledWheels(python = process.platform === 'win32' ? 'python' : '/usr/bin/python3') {
  const { stdout } = spawnSync(python, ['-I', '-c', folders], { encoding: 'utf8' });
  const found = new Map();
  for (const folder of (stdout ?? '').split(/\r?\n/).filter(Boolean)) {
    for (const file of wheelsIn(folder)) {
      const [, name = '', version = ''] = /^(pip|setuptools|wheel)-([^-]+)-/.exec(file) ?? [];
      if (name && !found.has(name))
        found.set(name, { name, version, wheel: readFileSync(join(folder, file)) });
    }
  }
  return [...found.values()];
}

function wheelsIn(folder) {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('-py3-none-any.whl'));
  } catch {
    return [];
  }
}
