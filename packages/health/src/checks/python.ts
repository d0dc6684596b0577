import type { HealthCheck } from '../HealthCheck.js';
import { isAtLeast } from '../readVersion.js';

const oldest = { major: 3, minor: 10 };

/** A Python that the Python tools can run on. Without one they cannot be used, the others can. */
export const pythonCheck: HealthCheck = {
  id: 'python',
  title: 'Python',
  async run({ platform, findCommand, versionOf, signal, waitsFor }) {
    const fix = `Install Python ${oldest.major}.${oldest.minor} or newer and make sure PATH holds it`;
    const silent: string[] = [];
    let old: { readonly path: string; readonly version: string } | undefined;
    for (const name of platform === 'win32' ? ['py', 'python', 'python3'] : ['python3', 'python']) {
      const path = findCommand(name);
      if (path === undefined) continue;
      if (signal.aborted) break;
      waitsFor(`${path} --version`);
      const answer = await versionOf({ file: path, args: ['--version'], signal });
      const version = /^Python (\d+\.\S+)/.exec(answer ?? '')?.[1];
      if (version === undefined) silent.push(path);
      else if (isAtLeast(version, oldest.major, oldest.minor)) {
        return { status: 'pass', message: `Python ${version}`, details: { path, version } };
      } else old ??= { path, version };
    }
    if (old !== undefined) {
      const message = `Python ${old.version} at ${old.path} is older than ${oldest.major}.${oldest.minor}`;
      return { status: 'warn', message, details: old, fix };
    }
    if (silent.length > 0) {
      const details = { path: silent[0], version: null };
      return { status: 'fail', message: `No version from ${silent.join(', ')}`, details, fix };
    }
    return { status: 'warn', message: 'No Python in PATH', details: { path: null, version: null }, fix };
  },
};
