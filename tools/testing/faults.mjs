// How the tests that do harm on purpose report to `npm run test:faults`; alone they work the same.
import { appendFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';

const { AIM_FAULT_RUNS, AIM_FAULT_LOG } = process.env;

export const thorough = AIM_FAULT_RUNS !== undefined;

export function faultRuns(usual) {
  return thorough ? Number(AIM_FAULT_RUNS) : usual;
}

export function countFaults(operation, fault) {
  const states = {};
  onTestFinished(({ task }) => {
    report({ operation, fault, states, losses: task.result?.state === 'fail' ? 1 : 0 });
  });
  return (state, times = 1) => {
    states[state] = (states[state] ?? 0) + times;
  };
}

export function faultsNotTried(operation, fault, reason) {
  report({ operation, fault, states: {}, losses: 0, notTried: reason });
}

function report(record) {
  if (AIM_FAULT_LOG !== undefined) appendFileSync(AIM_FAULT_LOG, `${JSON.stringify(record)}\n`);
}
