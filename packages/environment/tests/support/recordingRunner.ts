import type { Runner, RunRequest, RunResult } from '@aim/core';
import { ran } from '../../../../tools/testing/ran.mjs';

export interface RecordingRunner {
  readonly runner: Runner;
  readonly requests: RunRequest[];
  /** File name and arguments of every run, as one text. */
  readonly commands: () => string[];
}

/** A runner that starts nothing and answers as told. */
export function recordingRunner(
  answer: (request: RunRequest) => Partial<RunResult> = () => ({}),
): RecordingRunner {
  const requests: RunRequest[] = [];
  return {
    requests,
    commands: () => requests.map(({ file, args }) => [file.replace(/^.*[\\/]/, ''), ...args].join(' ')),
    runner: (request) => {
      requests.push(request);
      return Promise.resolve(ran(answer(request)));
    },
  };
}
