import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { forwardSignals } from '../src/forwardSignals.js';

function setUp(platform: NodeJS.Platform, typedReachesChild?: boolean) {
  const signals = new EventEmitter();
  const sent: string[] = [];
  const child = { kill: (signal: NodeJS.Signals) => sent.push(signal) > 0 };
  const typed = typedReachesChild === undefined ? {} : { typedReachesChild: () => typedReachesChild };
  const stop = forwardSignals(child, { platform, signals, ...typed });
  const raise = (...names: NodeJS.Signals[]) => names.forEach((name) => signals.emit(name, name));
  return { signals, sent, stop, raise };
}

describe('forwardSignals', () => {
  it('hands signals on', () => {
    const { sent, raise } = setUp('linux', false);
    raise('SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT');
    expect(sent).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']);
  });

  it('does not repeat what was typed at a terminal that the child shares', () => {
    const { sent, raise } = setUp('linux', true);
    raise('SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP');
    expect(sent).toEqual(['SIGTERM', 'SIGHUP']);
  });

  it('only holds signals off on Windows', () => {
    const { signals, sent, raise } = setUp('win32');
    expect(signals.eventNames()).toEqual(['SIGINT', 'SIGHUP', 'SIGBREAK']);
    raise('SIGINT', 'SIGBREAK');
    expect(sent).toEqual([]);
  });

  it('stops listening', () => {
    const { signals, stop } = setUp('linux', false);
    stop();
    expect(signals.eventNames()).toEqual([]);
  });
});
