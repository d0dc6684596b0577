import type { Workstream } from '../format/Workstream.js';
import { requireValid } from '../validate/requireValid.js';
import { validateWorkstreams } from '../validate/validateWorkstreams.js';
import { conflictsOf } from './conflictsOf.js';

export interface WaveOptions {
  /** Most workstreams in one wave; at least 1. 4 when absent. */
  readonly maxWorkers?: number;
}

/** Waves of workstreams: those of one wave may run at the same time, each wave after the one before. */
export interface WavePlan {
  readonly maxWorkers: number;
  readonly waves: readonly (readonly string[])[];
}

interface Planning {
  readonly workstreams: readonly Workstream[];
  readonly conflict: (first: number, second: number) => boolean;
  readonly maxWorkers: number;
}

/**
 * Spreads workstreams over waves, so that each comes after all it depends on, no wave is larger than `maxWorkers`, and
 * no two of a wave share a file or a conflict group; one with `parallel_ok: false` has a wave of its own. While a
 * foreground workstream can run, background ones wait. Otherwise the order of the list counts.
 *
 * @throws AimError WORKSTREAM_INVALID for an id that is there twice, a missing dependency or a circle of dependencies.
 * Files shared by workstreams without an order are not an error here: these workstreams take turns.
 */
export function planWaves(workstreams: readonly Workstream[], options: WaveOptions = {}): WavePlan {
  refuseBrokenGraph(workstreams);
  const maxWorkers = Math.max(1, Math.floor(options.maxWorkers ?? 4) || 1);
  const planning = { workstreams, conflict: conflictsOf(workstreams), maxWorkers };
  const { open, dependents } = dependencyCounts(workstreams);
  const waves: string[][] = [];
  let ready = open.flatMap((count, place) => (count === 0 ? [place] : []));
  while (ready.length > 0) {
    const wave = nextWave(ready, planning);
    waves.push(wave.flatMap((place) => workstreams[place]?.id ?? []));
    const taken = new Set(wave);
    const freed = wave
      .flatMap((place) => dependents[place] ?? [])
      .filter((place) => {
        open[place] = (open[place] ?? 0) - 1;
        return open[place] === 0;
      });
    ready = [...ready.filter((place) => !taken.has(place)), ...freed].sort((a, b) => a - b);
  }
  return { maxWorkers, waves };
}

function nextWave(ready: readonly number[], { workstreams, conflict, maxWorkers }: Planning): number[] {
  const foreground = ready.filter((place) => workstreams[place]?.priority !== 'background');
  const wave: number[] = [];
  for (const place of foreground.length > 0 ? foreground : ready) {
    if (wave.length === maxWorkers) break;
    if (!wave.some((other) => conflict(place, other))) wave.push(place);
  }
  return wave;
}

function dependencyCounts(workstreams: readonly Workstream[]): { open: number[]; dependents: number[][] } {
  const places = new Map(workstreams.map(({ id }, place) => [id, place]));
  const dependents = workstreams.map((): number[] => []);
  const open = workstreams.map(({ depends_on }, place) => {
    const needed = new Set(depends_on);
    for (const id of needed) dependents[places.get(id) ?? -1]?.push(place);
    return needed.size;
  });
  return { open, dependents };
}

function refuseBrokenGraph(workstreams: readonly Workstream[]): void {
  const bare = workstreams.map((each) => ({ ...each, files_scope: [], files_create: [] }));
  requireValid(validateWorkstreams(bare));
}
