import { describe, expect, it } from 'vitest';
import { askConsent } from '../src/askConsent.js';

const asked = (answer: boolean, stdinIsTTY = true) => ({
  stdinIsTTY,
  confirm: () => Promise.resolve(answer),
});

describe('askConsent', () => {
  it('asks nobody when consent was given beforehand', async () => {
    await askConsent(asked(false, false), { question: 'Go on?', yes: true });
  });

  it('goes on with a yes, and stops with a no', async () => {
    await askConsent(asked(true), { question: 'Go on?', yes: false });
    await expect(askConsent(asked(false), { question: 'Go on?', yes: false })).rejects.toMatchObject({
      code: 'REFUSED',
    });
  });

  it('stops where there is nobody to ask, and says what would help', async () => {
    await expect(askConsent(asked(true, false), { question: 'Go on?', yes: false })).rejects.toMatchObject({
      code: 'NO_TERMINAL',
      hint: expect.stringContaining('--yes'),
    });
  });
});
