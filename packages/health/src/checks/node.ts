import type { HealthCheck } from '../HealthCheck.js';
import { isAtLeast } from '../readVersion.js';

const oldest = { major: 20, minor: 19 };

/** The Node this runs on is new enough, and so is the one in `PATH`, on which tools and adapters run. */
export const nodeCheck: HealthCheck = {
  id: 'node',
  title: 'Node.js',
  async run({ node, findCommand, versionOf, signal, waitsFor }) {
    const wanted = `${oldest.major}.${oldest.minor}`;
    const fix = `Install Node.js ${wanted} or newer and make sure PATH holds it first`;
    const path = findCommand('node');
    if (path !== undefined) waitsFor(`${path} --version`);
    const inPath = path === undefined ? null : await versionOf({ file: path, args: ['--version'], signal });
    const details = {
      version: node.version,
      executable: node.executable,
      path: path ?? null,
      path_version: inPath,
    };
    if (!isAtLeast(node.version, oldest.major, oldest.minor)) {
      const message = `aim runs on Node.js ${node.version}, older than ${wanted}`;
      return { status: 'fail', message, details, fix };
    }
    if (path === undefined) return { status: 'warn', message: 'No node in PATH', details, fix };
    if (inPath === null) return { status: 'fail', message: `No version from ${path}`, details, fix };
    if (!isAtLeast(inPath, oldest.major, oldest.minor)) {
      return { status: 'warn', message: `${path} is ${inPath}, older than ${wanted}`, details, fix };
    }
    const other = inPath === node.version ? '' : `; aim runs on ${node.version}`;
    return { status: 'pass', message: `Node.js ${inPath}${other}`, details };
  },
};
