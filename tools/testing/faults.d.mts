/** Every place for a fault is tried, as `npm run test:faults` asks, and not a sample of them. */
export declare const thorough: boolean;

/** How often a test that waits for bad luck tries: `usual`, or what `npm run test:faults` asks for. */
export declare function faultRuns(usual: number): number;

/**
 * Counts, within a test, the states found after its faults: one state a fault, or `times` of them. When the test
 * fails, that is a loss.
 */
export declare function countFaults(
  operation: string,
  fault: string,
): (state: string, times?: number) => void;

/** Faults that cannot be tried on this machine. */
export declare function faultsNotTried(operation: string, fault: string, reason: string): void;
