// Times whole commands as interleaved pairs, A B A B, and takes the median of the pair ratios: the speed of a shared
// machine drifts by a third, the ratio of neighbours does not.
import { spawnSync } from 'node:child_process';

/** Node parses the file named by NODE_EXTRA_CA_CERTS at every start, which would hide every difference. */
export function benchEnvironment(extra = {}) {
  const { NODE_EXTRA_CA_CERTS, RUST_BACKTRACE, NODE_OPTIONS, ...env } = process.env;
  return { ...env, ...extra };
}

/** Runs `a` and `b` ({ argv, env?, cwd?, before? }) in turn and returns medians in ms and the ratio a/b. */
export function comparePair(a, b, pairs = 21) {
  const times = { a: [], b: [], ratio: [] };
  time(a);
  time(b);
  for (let index = 0; index < pairs; index += 1) {
    const [timeA, timeB] = [time(a), time(b)];
    times.a.push(timeA);
    times.b.push(timeB);
    times.ratio.push(timeA / timeB);
  }
  return { a: median(times.a), b: median(times.b), ratio: median(times.ratio) };
}

function time({ argv: [file, ...args], env = benchEnvironment(), cwd, exitCodes = [0], before }) {
  before?.();
  const start = process.hrtime.bigint();
  const { status, error, stderr } = spawnSync(file, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  if (error || !exitCodes.includes(status))
    throw new Error(`${file} ${args.join(' ')} failed (${error ?? status})\n${stderr}`);
  return elapsed;
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
