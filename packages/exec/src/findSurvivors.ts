import { sendSignal } from './sendSignal.js';
import { linuxProcesses, type SystemProcesses } from './systemProcesses.js';

/** The processes of one run: a process group led by the child, and whatever carries the run's id. */
export interface ProcessTree {
  /** The child, and the group it leads. */
  readonly pid: number;
  readonly runId: string;
  /** How many processes the system had started when the child was. */
  readonly startedBefore?: number | undefined;
}

const mostPasses = 20;

/** So few new processes cannot have used up the numbers above the child's: the least limit of a system is 32,768. */
const fewProcesses = 5000;

/**
 * What is still alive of a tree, as targets for a signal: the negative number of the group for all its members at
 * once, then every process outside of the group. On Linux these are found by the run's id in their environment and by
 * descent; elsewhere only the group is known.
 */
export function findSurvivors(
  tree: ProcessTree,
  platform: NodeJS.Platform,
  processes: SystemProcesses = linuxProcesses,
): number[] {
  const groupExists = () => sendSignal(-tree.pid, 0);
  if (platform !== 'linux') return groupExists() ? [-tree.pid] : [];
  for (let round = 0; round < mostPasses; round += 1) {
    const marked = findMarked(tree, processes);
    if (marked.size === 0 && !groupExists()) return [];
    const alive = withRelatives(tree, marked, processes);
    // What was found may have ended before it was placed, and have left a newer process that nobody looked at yet.
    if (alive.length > 0 || marked.size === 0) return alive;
  }
  return [];
}

// Looks at every process once, then at those that came meanwhile, until none came: what a daemon on its way into the
// background leaves behind is newer than what was listed before.
function findMarked(tree: ProcessTree, processes: SystemProcesses): Set<number> {
  const marker = Buffer.from(tree.runId);
  const marked = new Set<number>();
  const seen = new Set<number>();
  const list = (): number[] => listYounger(tree, processes);
  let news = list();
  for (let pass = 0; news.length > 0 && pass < mostPasses; pass += 1) {
    const empty: number[] = [];
    for (const pid of news) {
      seen.add(pid);
      const environment = processes.environment(pid);
      if (environment?.includes(marker)) marked.add(pid);
      if (environment?.length === 0 && pid > tree.pid) empty.push(pid);
    }
    // In the middle of an exec a process seems to have no environment, for some µs.
    for (const pid of empty) if (processes.environment(pid)?.includes(marker)) marked.add(pid);
    news = list().filter((pid) => !seen.has(pid));
  }
  return marked;
}

// Reading every environment of the machine is most of what a short run costs. While few processes have come, and the
// numbers have not begun anew, what descends from the child has a higher number than it.
function listYounger(tree: ProcessTree, processes: SystemProcesses): number[] {
  const pids = processes.list();
  const came = (processes.started() ?? Infinity) - (tree.startedBefore ?? -Infinity);
  const rising = (processes.newest() ?? 0) >= tree.pid;
  return rising && came <= fewProcesses ? pids.filter((pid) => pid >= tree.pid) : pids;
}

function withRelatives(tree: ProcessTree, marked: ReadonlySet<number>, processes: SystemProcesses): number[] {
  const family = new Set(marked).add(tree.pid);
  const places = processes.list().flatMap((pid) => {
    const place = processes.place(pid);
    return place === undefined || place.ended ? [] : [{ pid, ...place }];
  });
  let size: number;
  do {
    size = family.size;
    for (const { pid, parent, group } of places) {
      if (group === tree.pid || family.has(parent)) family.add(pid);
    }
  } while (family.size > size);
  const alive = places.filter(({ pid }) => family.has(pid));
  const outside = alive.filter(({ group }) => group !== tree.pid).map(({ pid }) => pid);
  return outside.length < alive.length ? [-tree.pid, ...outside] : outside;
}
