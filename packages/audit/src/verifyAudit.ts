import type { AuditProblem, AuditProblemKind } from './auditProblem.js';
import { followChain, type FollowedChain, type VerifyAuditInput } from './followChain.js';
import { whileInPlace } from './whileInPlace.js';

export interface AuditReport {
  /** No sign of tampering. What a crash left of a last line (`torn_tail`) is none. */
  readonly ok: boolean;
  /** Chained events that were read. */
  readonly events: number;
  /** Records of the older systems, which have no chain; there where the log holds nothing else. */
  readonly olderRecords?: number;
  readonly problems: readonly AuditProblem[];
}

/**
 * Checks a log, its rotated files included, against its own chain and its signed head. Writes nothing and takes no
 * lock. Validly chained events beyond the head are fine: that is what a crash between the two leaves. So is a log of the
 * older systems that nothing was added to yet: it has no chain and no head.
 *
 * @throws AimError AUDIT_READ_FAILED if a file cannot be read; whatever `key` throws.
 */
export function verifyAudit(input: VerifyAuditInput): AuditReport {
  return whileInPlace(input.path, () => verdictOn(followChain(input), input.path));
}

/** What is to be said of the log at a path, once it was followed. */
export function verdictOn(followed: FollowedChain, path: string): AuditReport {
  const { head, end, olderRecords } = followed;
  const isOlder = head.state === 'absent' && end.events === 0 && olderRecords > 0;
  const inChain = followed.problems.filter(({ kind }) => !isOlder || kind !== 'not_chained');
  const problems = [...inChain, ...headProblems(followed, path)];
  const ok = problems.every(({ kind }) => kind === 'torn_tail');
  return { ok, events: end.events, ...(isOlder && { olderRecords }), problems };
}

function headProblems(
  { files, head, headPath, end: { last, events }, hashAtHead }: FollowedChain,
  path: string,
): readonly AuditProblem[] {
  const of = (kind: AuditProblemKind, message: string): readonly AuditProblem[] => [
    { file: headPath, kind, message },
  ];
  switch (head.state) {
    case 'absent':
      return events === 0 ? [] : of('head_missing', `There are events, but no head ${headPath}.`);
    case 'invalid':
      return of('head_invalid', `The head ${headPath} is damaged or was changed.`);
    case 'unsigned':
      return of('head_unsigned', `The head ${headPath} is not signed with this key.`);
    default:
      if (head.seq === 0 || hashAtHead === head.hash) return [];
      if (files.length === 0 && events === 0)
        return of('log_missing', `The log ${path} is missing; its head names event ${head.seq}.`);
      if (last.seq < head.seq) {
        return of('behind_head', `The log ends at event ${last.seq}; its head names event ${head.seq}.`);
      }
      return of('head_mismatch', `Event ${head.seq} is not the one that the head was signed for.`);
  }
}
