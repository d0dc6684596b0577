/** How many times a test that waits for bad luck tries. */
export function faultRuns(usual: number): number {
  return Number(process.env.AIM_FAULT_RUNS ?? usual);
}
