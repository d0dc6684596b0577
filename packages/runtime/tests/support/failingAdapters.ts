/** A good answer. */
export const done = '{"success":true,"message":"done","content":null}';

/** Notes this process, and whatever else the fixture starts, for the test to look for. */
export const noted = `#!/bin/sh
echo $$ >>"$PIDS"
`;
/** The same for a script of Node. */
export const notedNode = `import { appendFileSync, writeSync } from 'node:fs';
import { spawn } from 'node:child_process';
appendFileSync(process.env.PIDS, process.pid + '\\n');
`;

/** An adapter script that fails, and how. */
export interface FailingAdapter {
  readonly title: string;
  readonly file: string;
  readonly script: string;
  readonly mode?: number;
  readonly timeoutMs?: number;
  readonly reason: string;
  readonly exitCode: number;
  /** In the message of the attempt. */
  readonly says: RegExp;
  /** How many processes the fixture notes. */
  readonly processes?: number;
}

export const failingAdapters: readonly FailingAdapter[] = [
  {
    title: 'prints garbage',
    file: 'garbage',
    script: `${noted}printf 'Segmentation \\033[31mfault'`,
    reason: 'contract',
    exitCode: 4,
    says: /^Adapter 'garbage' of tool 'one' printed text that is not JSON: Segmentation \\x1b\[31mfault$/,
    processes: 1,
  },
  {
    title: 'exits with 0 and prints nothing',
    file: 'silent',
    script: noted,
    reason: 'contract',
    exitCode: 4,
    says: /^Adapter 'silent' of tool 'one' printed nothing$/,
    processes: 1,
  },
  {
    title: 'prints two documents',
    file: 'twice.mjs',
    script: `${notedNode}console.log('${done}'); console.log('${done}');`,
    reason: 'contract',
    exitCode: 4,
    says: /^Adapter 'twice\.mjs' of tool 'one' printed more than one JSON document/,
    processes: 1,
  },
  {
    title: 'prints a banner before its document',
    file: 'banner.mjs',
    script: `${notedNode}console.log('Welcome!'); console.log('${done}');`,
    reason: 'contract',
    exitCode: 4,
    says: /other text before its JSON object/,
    processes: 1,
  },
  {
    title: 'prints JSON that is no result',
    file: 'list.mjs',
    script: `${notedNode}console.log('[1,2]');`,
    reason: 'contract',
    exitCode: 4,
    says: /'list\.mjs' of tool 'one' printed a result that is not a JSON object/,
    processes: 1,
  },
  {
    title: 'prints bytes that are no UTF-8',
    file: 'latin',
    script: `${noted}printf '\\377\\376\\300'`,
    reason: 'contract',
    exitCode: 4,
    says: /^Adapter 'latin' of tool 'one' printed text that is not JSON: \uFFFD/,
    processes: 1,
  },
  {
    title: 'claims success with a failing exit code',
    file: 'liar',
    script: `${noted}printf '%s' '${done}'; exit 3`,
    reason: 'tool_error',
    exitCode: 4,
    says: /^done$/,
    processes: 1,
  },
  {
    title: 'fails without a document',
    file: 'fails',
    script: `${noted}echo 'no model' >&2; exit 3`,
    reason: 'tool_error',
    exitCode: 4,
    says: /^Adapter exited with code 3: no model$/,
    processes: 1,
  },
  {
    title: 'crashes',
    file: 'crash',
    script: `${noted}kill -SEGV $$`,
    reason: 'crashed',
    exitCode: 4,
    says: /^Adapter was ended by SIGSEGV/,
    processes: 1,
  },
  {
    title: 'hangs, deaf to a polite request, with a child and a daemon as deaf as itself',
    file: 'hang.mjs',
    script: `${notedNode}
process.on('SIGTERM', () => undefined);
const deaf = "process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000)";
for (const detached of [false, true]) {
  const child = spawn(process.execPath, ['-e', deaf], { detached, stdio: 'ignore' });
  appendFileSync(process.env.PIDS, child.pid + '\\n');
}
setInterval(() => undefined, 1000);`,
    timeoutMs: 1_500,
    reason: 'timeout',
    exitCode: 8,
    says: /^Adapter timed out after 1\.5s$/,
    processes: 3,
  },
  {
    title: 'is a script of an interpreter that is not there',
    file: 'nobody',
    script: '#!/nowhere/interpreter\n',
    reason: 'not_installed',
    exitCode: 3,
    says: /'nobody' of tool 'one' could not be started \(ENOENT\)/,
  },
  {
    title: 'is not executable',
    file: 'plain',
    script: `${noted}printf '%s' '${done}'`,
    mode: 0o644,
    reason: 'not_installed',
    exitCode: 3,
    says: /Adapter script \S+plain cannot be started: it is no executable file/,
  },
  {
    title: 'can be changed by any user',
    file: 'open.mjs',
    script: `${notedNode}console.log('${done}');`,
    mode: 0o666,
    reason: 'refused_by_policy',
    exitCode: 7,
    says: /Adapter script \S+open\.mjs can be changed by any user/,
  },
];
