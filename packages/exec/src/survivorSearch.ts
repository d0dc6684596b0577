import { sendSignal } from './sendSignal.js';
import { linuxProcesses, type ProcessPlace, type SystemProcesses } from './systemProcesses.js';

/** The processes of one run: a session led by the child, and whatever carries the run's id. */
export interface ProcessTree {
  /** The child, and the group and session it leads. */
  readonly pid: number;
  readonly runId: string;
  /** How many processes the system had started when the child was. */
  readonly startedBefore?: number | undefined;
}

const mostPasses = 20;

/** So few new processes cannot have used up the numbers above the child's: the least limit of a system is 32,768. */
const fewProcesses = 5000;

/**
 * Makes the search for what is still alive of a tree. It answers with targets for a signal: the negative number of a
 * group for all its members at once, then each process by itself. On Linux a process belongs to the tree by the run's
 * id in its environment, by its session or by descent, and what was found once is not lost when its parent ends.
 * Elsewhere only the child's group is known.
 */
export function createSurvivorSearch(
  tree: ProcessTree,
  platform: NodeJS.Platform,
  processes: SystemProcesses = linuxProcesses,
): () => number[] {
  if (platform !== 'linux') return () => (sendSignal(-tree.pid, 0) ? [-tree.pid] : []);
  const known: Known = { pids: new Map(), sessions: new Set([tree.pid]) };
  return () => {
    const seen = lookAtAll(tree, processes);
    addRelatives(tree, seen, known);
    return targetsOf(seen, known);
  };
}

/** What was found of a tree up to now. */
interface Known {
  /** When each process was started, by its number. */
  readonly pids: Map<number, number>;
  readonly sessions: Set<number>;
}

interface Seen {
  readonly places: Map<number, ProcessPlace>;
  readonly marked: Set<number>;
}

// Looks at every process once, then at those that came meanwhile, until none came: what a process leaves behind that
// ends while it is looked at is newer than what was listed before.
function lookAtAll(tree: ProcessTree, processes: SystemProcesses): Seen {
  const marker = Buffer.from(tree.runId);
  const places = new Map<number, ProcessPlace>();
  const marked = new Set<number>();
  const looked = new Set<number>();
  let news = listYounger(tree, processes);
  for (let pass = 0; news.length > 0 && pass < mostPasses; pass += 1) {
    const empty: number[] = [];
    for (const pid of news) {
      looked.add(pid);
      const environment = processes.environment(pid);
      const place = processes.place(pid);
      if (place === undefined || place.ended) continue;
      places.set(pid, place);
      if (environment?.includes(marker)) marked.add(pid);
      if (environment?.length === 0 && pid > tree.pid) empty.push(pid);
    }
    // In the middle of an exec a process seems to have no environment, for some µs.
    for (const pid of empty) if (processes.environment(pid)?.includes(marker)) marked.add(pid);
    news = listYounger(tree, processes).filter((pid) => !looked.has(pid));
  }
  return { places, marked };
}

// Reading every environment of the machine is most of what a short run costs. While few processes have come, and the
// numbers have not begun anew, what descends from the child has a higher number than it.
function listYounger(tree: ProcessTree, processes: SystemProcesses): number[] {
  const pids = processes.list();
  const came = (processes.started() ?? Infinity) - (tree.startedBefore ?? -Infinity);
  const rising = (processes.newest() ?? 0) >= tree.pid;
  return rising && came <= fewProcesses ? pids.filter((pid) => pid >= tree.pid) : pids;
}

function addRelatives(tree: ProcessTree, { places, marked }: Seen, known: Known): void {
  for (const [pid, started] of known.pids) if (places.get(pid)?.started !== started) known.pids.delete(pid);
  const isOurs = (pid: number, { parent, session }: ProcessPlace): boolean =>
    pid === tree.pid || marked.has(pid) || known.pids.has(parent) || known.sessions.has(session);
  let size: number;
  do {
    size = known.pids.size;
    for (const [pid, place] of places) {
      if (known.pids.has(pid) || !isOurs(pid, place)) continue;
      known.pids.set(pid, place.started);
      if (isLedByOurs(place, places, known, tree)) known.sessions.add(place.session);
    }
  } while (known.pids.size > size);
}

// Whoever made a session shares it with nobody but its descendants; who made one and ended was younger than the child.
function isLedByOurs(
  { session }: ProcessPlace,
  places: Seen['places'],
  known: Known,
  tree: ProcessTree,
): boolean {
  return known.pids.has(session) || (session > tree.pid && !places.has(session));
}

// A group in a session of ours is reached as one, so that none of it can fork away meanwhile.
function targetsOf({ places }: Seen, known: Known): number[] {
  const alive = [...known.pids.keys()].map((pid) => ({ pid, place: places.get(pid) }));
  const targets = alive.map(({ pid, place }) =>
    place !== undefined && known.sessions.has(place.session) ? -place.group : pid,
  );
  return [...new Set(targets)];
}
