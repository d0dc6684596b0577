import { createHash } from 'node:crypto';
import { followChain, type ChainFiles, type ChainPlace, type VerifyAuditInput } from './followChain.js';
import { hashOfStart, readMark, writeMark } from './verifiedMark.js';
import { whileInPlace } from './whileInPlace.js';
import { verdictOn, verifyAudit, type AuditReport } from './verifyAudit.js';

export interface RecheckAuditInput extends VerifyAuditInput {
  /** Where it is remembered up to where the log was found whole. Losing that file costs only time. */
  readonly markPath: string;
}

/** Events beyond the mark that are cheaper to follow again than to sign a new one. */
const stride = 8;

/**
 * The verdict of {@link verifyAudit} for a log that is checked again and again: what was found whole before is held to
 * one digest of its bytes, which is quicker by far than following it event by event and leaves out nothing, and only
 * what was added since is followed. Any doubt leads to the whole check.
 *
 * @throws AimError as `verifyAudit` does.
 */
export function recheckAudit(input: RecheckAuditInput): AuditReport {
  return whileInPlace(input.path, () => recheckOnce(input));
}

function recheckOnce(input: RecheckAuditInput): AuditReport {
  const { key, markPath } = input;
  const mark = readMark(markPath, key);
  let seen = createHash('sha256');
  const startAt = ({ files, floor, headSeq }: ChainFiles): ChainPlace | undefined => {
    const sameFloor = mark?.floor.seq === floor.seq && mark.floor.hash === floor.hash;
    if (mark === undefined || !sameFloor || mark.last.seq > headSeq) return undefined;
    const known = hashOfStart(files, mark.bytes);
    if (known?.copy().digest('hex') !== mark.digest) return undefined;
    seen = known;
    return mark;
  };
  const onEvent = (line: Uint8Array): void => {
    seen.update(line).update('\n');
  };
  const followed = followChain(input, { startAt, onEvent });
  const { floor, start, end } = followed;
  const report = verdictOn(followed, input.path);
  if (report.problems.length > 0 && start.bytes > 0) return verifyAudit(input);
  if (report.ok && end.events - start.events >= stride)
    writeMark(markPath, { ...end, floor, digest: seen.digest('hex') }, key);
  return report;
}
