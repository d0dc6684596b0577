import { win32 } from 'node:path';
import type { CheckContext, CheckOutcome, HealthCheck } from '../HealthCheck.js';
import type { OwnPath } from '../healthFacts.js';
import { quoteForShell } from '../quoteForShell.js';

/** The product's own folders and files belong to the user alone. */
export const permissionsCheck: HealthCheck = {
  id: 'permissions',
  title: 'Permissions',
  run: (context) => (context.platform === 'win32' ? insideProfile(context) : ownModes(context)),
};

interface Finding {
  readonly problem: string;
  readonly fix: string;
  readonly status: 'warn' | 'fail';
}

async function ownModes(context: CheckContext): Promise<CheckOutcome> {
  const findings: Finding[] = [];
  const checked: string[] = [];
  for (const own of context.ownPaths) {
    const found = await findingsOf(own, context);
    if (found === undefined) continue;
    checked.push(own.path);
    findings.push(...found);
  }
  findings.push(...(await sharesOf(checked, context)));
  const clean = checked.length === 0 ? 'Nothing has been made yet' : `${checked.length} paths, yours alone`;
  return outcomeOf(findings, clean, { checked });
}

function outcomeOf(
  findings: readonly Finding[],
  clean: string,
  facts: Readonly<Record<string, readonly string[]>>,
): CheckOutcome {
  const problems = findings.map(({ problem }) => problem);
  const details = { ...facts, problems };
  if (findings.length === 0) return { status: 'pass', message: clean, details };
  return {
    status: findings.some(({ status }) => status === 'fail') ? 'fail' : 'warn',
    message: problems.join('; '),
    details,
    fix: [...new Set(findings.map(({ fix }) => fix))].join('; '),
  };
}

/** What is wrong with one path; undefined when it does not exist. */
async function findingsOf(
  { path, confidential }: OwnPath,
  { paths, user, signal, waitsFor }: CheckContext,
): Promise<readonly Finding[] | undefined> {
  waitsFor(path);
  const facts = await paths.inspect(path, signal);
  if (facts.state === 'missing') return undefined;
  if (facts.state !== 'present') {
    const why = facts.state === 'silent' ? 'it does not answer' : facts.code;
    return [
      {
        problem: `${path} cannot be looked at (${why})`,
        fix: `ls -ld ${quoteForShell(path)}`,
        status: 'fail',
      },
    ];
  }
  const { kind, mode, uid, link } = facts;
  const quoted = quoteForShell(path);
  const findings: Finding[] = [];
  if (link) {
    const status = confidential && kind === 'file' ? 'fail' : 'warn';
    findings.push({
      problem: `${path} is a symbolic link`,
      fix: `replace the link ${quoted} by what it points to`,
      status,
    });
  }
  if (user.uid !== null && uid !== user.uid) {
    findings.push({
      problem: `${path} belongs to another user`,
      fix: `sudo chown "$(id -u)" ${quoted}`,
      status: 'fail',
    });
  }
  if (mode & 0o077) {
    const verb = mode & 0o022 ? 'change' : 'read';
    findings.push({
      problem: `others may ${verb} ${path} (mode ${mode.toString(8).padStart(4, '0')})`,
      fix: `chmod ${kind === 'directory' ? '700' : '600'} ${quoted}`,
      status: verb === 'change' || confidential ? 'fail' : 'warn',
    });
  }
  return findings;
}

/** Other machines have their own idea of who may read there, of locks, and of what is on the disk. */
async function sharesOf(
  checked: readonly string[],
  { paths, signal, waitsFor }: CheckContext,
): Promise<readonly Finding[]> {
  const shares = new Set<string>();
  for (const path of checked) {
    waitsFor(path);
    const share = await paths.networkMount(path, signal);
    if (share !== undefined) shares.add(share);
  }
  return [...shares].map((share) => ({
    problem: `the vault, the log or their folders are on a network file system (${share})`,
    fix: 'set AIM_HOME to a folder on a local disk',
    status: 'warn',
  }));
}

/** Access lists are not read; but inside the profile Windows lets in the user, the system and administrators only. */
async function insideProfile(context: CheckContext): Promise<CheckOutcome> {
  const checked = context.ownPaths.map(({ path }) => path);
  const findings = [...(await sharesOf(checked, context))];
  const outside = checked.filter((path) => !isWithin(path, context.user.home));
  if (outside.length > 0) {
    findings.push({
      problem: `outside your profile folder, access not checked: ${outside.join(', ')}`,
      fix: outside.map((path) => `icacls "${path}"`).join('; '),
      status: 'warn',
    });
  }
  const clean = 'All inside your profile folder; access lists were not read';
  return outcomeOf(findings, clean, { checked, outside });
}

function isWithin(path: string, folder: string): boolean {
  const relative = win32.relative(folder, path);
  return relative !== '..' && !relative.startsWith('..\\') && !win32.isAbsolute(relative);
}
