// Feeds a parser hostile text; AIM_FUZZ_RUNS=N tries N texts.
import { basename, dirname } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { countFaults } from './faults.mjs';
import { hostileText } from './hostileText.mjs';
import { guardPrototypes } from './guardPrototypes.mjs';
import { Hang, withinTime } from './withinTime.mjs';

const runs = Number(process.env.AIM_FUZZ_RUNS || 25);

/**
 * The parser may give any value back or throw an error that `isTyped` accepts. It comes to an end, and leaves the
 * prototypes of all objects alone.
 */
export async function fuzz({ seeds, parse, isTyped = () => false, limitMs }) {
  const count = countFaults(`parsers of ${testedPackage()}`, 'hostile text');
  const timed = withinTime(parse, limitMs);
  const changes = guardPrototypes();
  let hung = false;
  await fc.assert(
    fc.asyncProperty(hostileText(seeds), async (text) => {
      // Each smaller text would hang as long.
      if (hung) return;
      let state = 'read or passed over';
      let problem;
      try {
        await timed(text);
      } catch (error) {
        state = 'refused by a typed error';
        hung = error instanceof Hang;
        if (hung || !isTyped(error) || !isHelpful(error)) problem = error;
      }
      const changed = changes();
      if (changed.length > 0) throw new Error(`A prototype was changed: ${changed.join(', ')}`);
      if (problem !== undefined) throw problem;
      count(state);
    }),
    { numRuns: runs, includeErrorInReport: true },
  );
}

/** An error that a user can meet says what to do next. */
function isHelpful(error) {
  return error.name !== 'AimError' || (error.code !== '' && Boolean(error.hint));
}

function testedPackage() {
  return basename(dirname(dirname(expect.getState().testPath)));
}
