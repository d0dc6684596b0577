/** @typedef {import('../registries.mjs').NpmPackage} NpmPackage */

/** How long what is meant to last does last, when nobody ends it: ten minutes, in ms. */
const long = 600_000;

/**
 * A tiny command line tool: `<command> --version` prints its version, and nothing else; whatever else it is given,
 * it says its name. The other behaviours are ways in which a published tool can be bad.
 *
 * @param {import('../registries.mjs').SampleTool<import('../registries.mjs').NpmBehaviour>} tool
 * @returns {NpmPackage}
 */
export function sampleNpmTool({
  name,
  version,
  command = name.replace(/^@[^/]+\//, ''),
  behaviour = 'good',
  writesTo,
  outputBytes = 32 << 20,
  ...rest
}) {
  const main = `#!/usr/bin/env node
const [option] = process.argv.slice(2);
const answer = option === '--version' ? ${JSON.stringify(version)} : ${JSON.stringify(name)};
${mains[behaviour]?.({ writesTo, outputBytes }) ?? 'console.log(answer);'}
`;
  const { postinstall } = scripts;
  return {
    name,
    version,
    bin: { [command]: 'cli.js' },
    files: {
      ...(behaviour === 'missing-bin' ? { 'README.md': `# ${name}\n` } : { 'cli.js': main }),
      ...(postinstall[behaviour] ? { 'postinstall.js': postinstall[behaviour]({ writesTo, name }) } : {}),
    },
    ...(postinstall[behaviour] ? { scripts: { postinstall: 'node postinstall.js' } } : {}),
    ...rest,
  };
}

/** What `--version` does, as JavaScript that finds the right answer in `answer`. */
const mains = {
  broken: () => `console.error('cannot start'); process.exit(1);`,
  hanging: () => `setTimeout(() => {}, ${long});`,
  forking: ({ writesTo }) => `const child = require('child_process').spawn(
  process.execPath, ['-e', 'setTimeout(() => {}, ${long})'], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
child.unref();
${writesTo ? `require('fs').writeFileSync(${JSON.stringify(writesTo)}, String(child.pid));` : ''}
console.log(answer);`,
  flooding: ({ outputBytes }) => `const line = 'x'.repeat(1023) + '\\n';
let left = ${Math.ceil(outputBytes / 1024)};
(function more() {
  while (left-- > 0) if (!process.stdout.write(line)) return process.stdout.once('drain', more);
  console.log(answer);
})();`,
};

const scripts = {
  postinstall: {
    'failing-postinstall': () => `console.error('postinstall failed'); process.exit(1);\n`,
    'escaping-postinstall': ({ writesTo, name }) =>
      `require('fs').writeFileSync(${pathOr(writesTo)}, ${JSON.stringify(`${name} was here\n`)});\n`,
    'hanging-postinstall': () => `setTimeout(() => {}, ${long});\n`,
  },
};

function pathOr(writesTo) {
  return writesTo ? JSON.stringify(writesTo) : `require('path').join(require('os').homedir(), 'escaped.txt')`;
}
