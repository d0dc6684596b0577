import type { CheckContext, HealthCheck, HealthStatus } from '../HealthCheck.js';
import type { FreeSpace } from '../paths/pathInspector.js';

/** There is room for installations, logs and temporary files. */
export const diskSpaceCheck: HealthCheck = {
  id: 'disk_space',
  title: 'Disk space',
  async run(context) {
    const { spaces, unmeasured } = await measureAll(context);
    const judged = spaces.map((space) => ({ ...space, status: judge(space, context.disk) }));
    const details = {
      file_systems: judged.map(({ path, freeBytes, freeFiles, status }) => ({
        path,
        free_bytes: freeBytes,
        free_files: freeFiles,
        status,
      })),
      unmeasured,
    };
    const short = judged.filter(({ status }) => status !== 'pass');
    const problems = [
      ...short.map(describe),
      ...Object.entries(unmeasured).map(([path, why]) => `the room at ${path} cannot be measured (${why})`),
    ];
    if (problems.length === 0) {
      const least = judged.toSorted((a, b) => a.freeBytes - b.freeBytes)[0];
      const message = least === undefined ? 'No folder to measure' : `${gibibytes(least.freeBytes)} free`;
      return { status: least === undefined ? 'warn' : 'pass', message, details };
    }
    const failing = short.some(({ status }) => status === 'fail');
    const fix = short.length > 0 ? 'Make room; `aim scan all` finds duplicates and stray caches' : undefined;
    return {
      status: failing ? 'fail' : 'warn',
      message: problems.join('; '),
      details,
      ...(fix === undefined ? {} : { fix }),
    };
  },
};

/** Measures each file system once. */
async function measureAll({ disk, paths, signal, waitsFor }: CheckContext): Promise<{
  readonly spaces: readonly FreeSpace[];
  readonly unmeasured: Readonly<Record<string, string>>;
}> {
  const spaces = new Map<number, FreeSpace>();
  const unmeasured: Record<string, string> = {};
  for (const directory of new Set(disk.directories)) {
    waitsFor(directory);
    const space = await paths.freeSpace(directory, signal);
    if (space.state === 'measured') {
      if (!spaces.has(space.device)) spaces.set(space.device, space);
    } else {
      unmeasured[directory] = space.state === 'refused' ? space.code : 'no answer';
    }
  }
  return { spaces: [...spaces.values()], unmeasured };
}

function judge({ freeBytes, freeFiles }: FreeSpace, limits: CheckContext['disk']): HealthStatus {
  if (freeBytes < limits.failBelowBytes || freeFiles === 0) return 'fail';
  return freeBytes < limits.warnBelowBytes ? 'warn' : 'pass';
}

function describe({ path, freeBytes, freeFiles }: FreeSpace): string {
  return freeFiles === 0 ? `no more files fit at ${path}` : `${mebibytes(freeBytes)} left at ${path}`;
}

function gibibytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}

function mebibytes(bytes: number): string {
  return `${Math.floor(bytes / 1024 ** 2)} MiB`;
}
