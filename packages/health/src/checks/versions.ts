import type { HealthCheck } from '../HealthCheck.js';
import type { DriftFacts, DriftStatus } from '../healthFacts.js';

const order: readonly DriftStatus[] = ['missing', 'drift', 'ahead'];

/** The installed versions are those that are pinned. */
export const versionsCheck: HealthCheck = {
  id: 'versions',
  title: 'Pinned versions',
  async run({ drift, signal }) {
    const { summary, statuses } = await drift(signal);
    const details = { summary, statuses };
    const differing = order.flatMap((status) => statuses.filter((one) => one.status === status));
    if (differing.length > 0) {
      const fix = 'aim version sync --apply';
      return { status: 'warn', message: differing.map(describe).join('; '), details, fix };
    }
    const pinned = statuses.filter(({ status }) => status === 'ok').length;
    const message = pinned === 0 ? 'No version is pinned' : `${pinned} as pinned`;
    return { status: 'pass', message, details };
  },
};

function describe({ tool, status, expected, actual }: DriftFacts['statuses'][number]): string {
  if (status === 'missing') return `${tool} is not installed`;
  const than = status === 'ahead' ? 'newer than the locked' : 'not the pinned';
  return `${tool} is ${actual ?? 'of an unknown version'}, ${than} ${expected ?? 'version'}`;
}
