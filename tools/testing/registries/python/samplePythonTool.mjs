import { escapedName } from './distributionName.mjs';

/** @typedef {import('../registries.mjs').PythonPackage} PythonPackage */

/** How long what is meant to last does last, when nobody ends it: ten minutes, in seconds. */
const long = 600;

/**
 * A tiny command line tool: `<command> --version` prints its version, and nothing else; whatever else it is given,
 * it says its name. The other behaviours are ways in which a published tool can be bad; those whose build does
 * something are source distributions, since a wheel runs nothing when it is installed.
 *
 * @param {import('../registries.mjs').SampleTool<import('../registries.mjs').PythonBehaviour>} tool
 * @returns {PythonPackage}
 */
export function samplePythonTool({
  name,
  version,
  command = name,
  behaviour = 'good',
  writesTo,
  outputBytes = 32 << 20,
  ...rest
}) {
  const module = escapedName(name);
  const body = mains[behaviour]?.({ writesTo, outputBytes }) ?? ['print(answer)'];
  const main = `import os
import subprocess
import sys
import time


def main():
    answer = ${JSON.stringify(version)} if sys.argv[1:2] == ["--version"] else ${JSON.stringify(name)}
${body.map((line) => `    ${line}\n`).join('')}`;
  const buildScript = builds[behaviour]?.({ writesTo, name });
  return {
    name,
    version,
    entryPoints: behaviour === 'missing-bin' ? {} : { [command]: `${module}.cli:main` },
    files: { [`${module}/__init__.py`]: '', [`${module}/cli.py`]: main },
    ...(buildScript ? { sdist: true, buildScript } : {}),
    ...rest,
  };
}

/** What `--version` does, as lines of Python that find the right answer in `answer`. */
const mains = {
  broken: () => ['sys.exit("cannot start")'],
  hanging: () => [`time.sleep(${long})`],
  forking: ({ writesTo }) => [
    `child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(${long})"], start_new_session=True)`,
    ...(writesTo ? [`open(${JSON.stringify(writesTo)}, "w").write(str(child.pid))`] : []),
    'print(answer)',
  ],
  flooding: ({ outputBytes }) => [
    `for _ in range(${Math.ceil(outputBytes / 1024)}):`,
    '    sys.stdout.write("x" * 1023 + "\\n")',
    'print(answer)',
  ],
};

const builds = {
  'failing-build': () => 'raise SystemExit("build failed")',
  'escaping-build': ({ writesTo, name }) =>
    `import os\npath = ${writesTo ? JSON.stringify(writesTo) : 'os.path.expanduser("~/escaped.txt")'}\n` +
    `open(path, "w").write(${JSON.stringify(`${name} was here\n`)})`,
  'hanging-build': () => `import time\ntime.sleep(${long})`,
};
