import { posix, win32 } from 'node:path';
import type { CheckContext, CheckOutcome, HealthCheck } from '../HealthCheck.js';
import { comparePathOrder } from '../paths/comparePathOrder.js';
import { expectedPathOrder, type ExpectedPathOrder } from '../paths/expectedPathOrder.js';
import { splitSearchPath } from '../paths/splitSearchPath.js';

const worldWritable = 0o002;

/** `PATH` holds the expected folders in their order, and no folder in which others could plant a program. */
export const pathOrderCheck: HealthCheck = {
  id: 'path_order',
  title: 'PATH',
  async run(context) {
    const { platform, searchPath, user } = context;
    const entries = splitSearchPath(searchPath.value, platform);
    const wanted = expectedPathOrder(searchPath, { platform, home: user.home });
    const expected = await required(wanted, context);
    const order = comparePathOrder(entries, expected.folders, platform);
    const absolute = platform === 'win32' ? isFullWindowsPath : isFullPosixPath;
    const findings: Findings = {
      entries,
      expected,
      absent: expected.folders.filter((_, at) => order.indices[at] === -1),
      ordered: order.ordered,
      relative: entries.filter((entry) => !absolute(entry)),
      open: await openFolders(entries.filter(absolute), context),
    };
    const details = {
      ...order,
      expected: expected.folders,
      source: expected.source,
      relative: findings.relative,
      world_writable: findings.open,
    };
    return { ...judge(findings), details };
  },
};

interface Findings {
  readonly entries: readonly string[];
  readonly expected: ExpectedPathOrder;
  readonly absent: readonly string[];
  readonly ordered: boolean;
  /** A command would be taken from wherever the user happens to stand. */
  readonly relative: readonly string[];
  /** null where the platform's permissions are not read. */
  readonly open: readonly string[] | null;
}

function judge({ entries, expected, absent, ordered, relative, open }: Findings): CheckOutcome {
  const unordered = !ordered && expected.source !== 'defaults';
  const problems = [
    ...(entries.length === 0 ? ['PATH is empty'] : []),
    ...(relative.length > 0 ? [`relative entries: ${relative.map((entry) => `'${entry}'`).join(', ')}`] : []),
    ...(open?.length ? [`anyone can write to ${open.join(', ')}`] : []),
    ...(absent.length > 0 ? [`not in PATH: ${absent.join(', ')}`] : []),
    ...(unordered ? ['the folders are not in the expected order'] : []),
  ];
  const fixes = [
    ...(relative.length > 0 ? ['remove the empty and relative entries from PATH'] : []),
    ...(open?.length ? [`chmod o-w ${open.join(' ')}`] : []),
    ...(absent.length > 0 || unordered
      ? [`put into PATH, in this order: ${expected.folders.join(', ')}`]
      : []),
  ];
  if (problems.length > 0) return { status: 'warn', message: problems.join('; '), fix: fixes.join('; ') };
  const unread = open === null ? '; who may write to them was not looked at' : '';
  return { status: 'pass', message: `${entries.length} folders, none relative${unread}` };
}

async function required(expected: ExpectedPathOrder, context: CheckContext): Promise<ExpectedPathOrder> {
  if (expected.source !== 'defaults') return expected;
  const folders: string[] = [];
  for (const folder of expected.folders) {
    if ((await look(folder, context)).state === 'present') folders.push(folder);
  }
  return { ...expected, folders };
}

async function openFolders(
  folders: readonly string[],
  context: CheckContext,
): Promise<readonly string[] | null> {
  if (context.platform === 'win32') return null;
  const open: string[] = [];
  for (const folder of new Set(folders)) {
    const facts = await look(folder, context);
    if (facts.state === 'present' && facts.mode & worldWritable) open.push(folder);
  }
  return open;
}

function look(folder: string, { paths, signal, waitsFor }: CheckContext): ReturnType<typeof paths.inspect> {
  waitsFor(folder);
  return paths.inspect(folder, signal);
}

function isFullPosixPath(entry: string): boolean {
  return posix.isAbsolute(entry);
}

function isFullWindowsPath(entry: string): boolean {
  return win32.isAbsolute(entry) && win32.parse(entry).root.length > 1;
}
