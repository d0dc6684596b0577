import { terminalReachesChild } from './terminalReachesChild.js';

/** Where signals to this process are heard of. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  off(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
}

/** The child that signals are handed on to. */
export interface SignalTarget {
  kill(signal: NodeJS.Signals): boolean;
}

export interface ForwardSignalsOptions {
  readonly platform: NodeJS.Platform;
  readonly signals: SignalSource;
  /** Whether what is typed at the terminal (Ctrl-C, Ctrl-\) reaches the child without us. */
  readonly typedReachesChild?: () => boolean;
}

const posixSignals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
const windowsSignals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGHUP', 'SIGBREAK'];

/**
 * Hands SIGINT, SIGTERM, SIGHUP and SIGQUIT on to the child, which thereby decides how both end, until the returned
 * function is called. What is typed at a terminal goes to the child and to us alike and is not delivered twice: many
 * tools take a second Ctrl-C as an order to drop everything. On Windows the console itself informs the child, and
 * sending a signal there would end it by force, so signals are only held off from us.
 */
export function forwardSignals(
  child: SignalTarget,
  { platform, signals, typedReachesChild = () => terminalReachesChild(platform) }: ForwardSignalsOptions,
): () => void {
  const names = platform === 'win32' ? windowsSignals : posixSignals;
  const listener = (signal: NodeJS.Signals): void => {
    if (platform === 'win32') return;
    const typed = signal === 'SIGINT' || signal === 'SIGQUIT';
    if (!typed || !typedReachesChild()) child.kill(signal);
  };
  for (const name of names) signals.on(name, listener);
  return () => {
    for (const name of names) signals.off(name, listener);
  };
}
