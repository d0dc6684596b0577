import { describe, expect, it } from 'vitest';
import { createStopRequest } from '../src/stopRequest.js';

describe('createStopRequest', () => {
  it('keeps the first reason', async () => {
    const controller = new AbortController();
    const stop = createStopRequest(controller.signal);
    stop.startTimer(1);
    expect(await stop.stopped).toBe('timeout');
    controller.abort();
    expect(stop.reason).toBe('timeout');
  });

  it('knows of an abort that came before it', () => {
    expect(createStopRequest(AbortSignal.abort()).reason).toBe('abort');
  });

  it('stops for nothing once it is closed', () => {
    const controller = new AbortController();
    const stop = createStopRequest(controller.signal);
    stop.startTimer(60_000);
    stop.close();
    controller.abort();
    stop.stop('abort');
    expect(stop.reason).toBeUndefined();
  });
});
