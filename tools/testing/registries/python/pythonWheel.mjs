import { createHash } from 'node:crypto';
import { writeZip } from '../archives/writeZip.mjs';
import { escapedName } from './distributionName.mjs';

/** @typedef {import('../registries.mjs').PythonPackage} PythonPackage */

/**
 * What a build would make of a pure Python package, in memory; equal packages give equal bytes. Without `files` it
 * has one module, named after it, whose `main` prints `<name> <version>`; without `entryPoints` one command, named
 * after the package, that calls it.
 *
 * @param {PythonPackage} definition
 * @returns {Buffer}
 */
export function pythonWheel(definition) {
  const { name, version } = definition;
  const module = escapedName(name);
  const info = `${module}-${version}.dist-info`;
  const { files = defaultFiles(definition), entryPoints = { [name]: `${module}:main` } } = definition;
  const scripts = Object.entries(entryPoints).map(([command, target]) => `${command} = ${target}\n`);
  const content = [
    ...Object.entries(files).map(([path, text]) => ({ path, content: text })),
    { path: `${info}/METADATA`, content: coreMetadata(definition) },
    {
      path: `${info}/WHEEL`,
      content: 'Wheel-Version: 1.0\nGenerator: loopback\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    },
    ...(scripts.length > 0
      ? [{ path: `${info}/entry_points.txt`, content: `[console_scripts]\n${scripts.join('')}` }]
      : []),
    { path: `${info}/top_level.txt`, content: `${module}\n` },
  ];
  const record = `${info}/RECORD`;
  const lines = [...content.map(recordLine), `${record},,\n`];
  return writeZip([...content, { path: record, content: lines.join('') }]);
}

/** The METADATA file of a package, which an index serves beside the wheel. */
export function coreMetadata({ name, version, requires = [], requiresPython }) {
  return [
    'Metadata-Version: 2.1',
    `Name: ${name}`,
    `Version: ${version}`,
    `Summary: ${name} from a loopback index`,
    ...(requiresPython ? [`Requires-Python: ${requiresPython}`] : []),
    ...requires.map((requirement) => `Requires-Dist: ${requirement}`),
    '',
  ].join('\n');
}

function defaultFiles({ name, version }) {
  const text = `__version__ = ${JSON.stringify(version)}\n\n\ndef main():\n    print(${JSON.stringify(`${name} ${version}`)})\n`;
  return { [`${escapedName(name)}/__init__.py`]: text };
}

function recordLine({ path, content }) {
  const digest = createHash('sha256').update(content).digest('base64url');
  return `${path},sha256=${digest},${Buffer.byteLength(content)}\n`;
}
