import { exitCodes } from '@aim/core';

export interface SignalWatch {
  /** Aborted by the first signal. Asking for it starts the watch; before, a signal ends the process as usual. */
  readonly abort: AbortSignal;
  /** The exit code a received signal asks for. */
  exitCode(): number | undefined;
}

/** How long a command may take to end its children once it was asked to stop, in ms. */
const graceMs = 3000;

/** Turns Ctrl-C and termination into an abort, so that a command can end what it started. */
export function watchSignals(): SignalWatch {
  let controller: AbortController | undefined;
  let received: number | undefined;
  const stop = (exitCode: number) => () => {
    // Asked twice means now.
    if (received !== undefined) process.exit(exitCode);
    received = exitCode;
    setTimeout(() => process.exit(exitCode), graceMs).unref();
    controller?.abort();
  };
  return {
    get abort() {
      if (controller === undefined) {
        controller = new AbortController();
        process.on('SIGINT', stop(exitCodes.interrupted));
        process.on('SIGTERM', stop(exitCodes.terminated));
        process.on('SIGHUP', stop(exitCodes.terminated));
      }
      return controller.signal;
    },
    exitCode: () => received,
  };
}
