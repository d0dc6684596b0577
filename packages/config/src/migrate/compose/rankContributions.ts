import type { Contribution } from './Contribution.js';

interface Standing {
  readonly rank: number;
  /** Why it wins over those below. */
  readonly why: string;
}

const standings: Readonly<Record<Contribution['shape'], Standing>> = {
  own: { rank: 0, why: 'The target is of the present form already, so what it says stays.' },
  rules: { rank: 1, why: 'The older bridge routed by the rules file and by nothing else.' },
  invoke: { rank: 2, why: 'The older files were merged into invoke.yaml, so it is the later one.' },
  'config-yaml': { rank: 3, why: 'The older bridge read its switches from aim_config.yaml.' },
  'tool-profiles': { rank: 4, why: 'The older system read its tool profiles from this file.' },
  config: { rank: 5, why: 'The older files were merged into aim_config.json, so it is the later one.' },
  registry: {
    rank: 6,
    why: 'The registry describes the AI tools; toolstack.config.json only installs them.',
  },
  toolstack: { rank: 7, why: 'No other file says anything about it.' },
};

/** The one that decides first; of the same kind, the one found or named first. */
export function rankContributions(contributions: readonly Contribution[]): readonly Contribution[] {
  return contributions.toSorted((a, b) => standings[a.shape].rank - standings[b.shape].rank);
}

/** Why one file is followed and not another. */
export function explainChoice(chosen: Contribution, other: Contribution): string {
  if (chosen.file === other.file) return 'The file says both; the first counts.';
  if (chosen.shape === other.shape) return 'Both files are of one kind; the one found or named first counts.';
  return standings[chosen.shape].why;
}
