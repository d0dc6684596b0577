import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

describe('aim audit stats', () => {
  it('counts the events', async () => {
    await home.aim(['secrets', 'set', 'KEY'], { stdin: 'value' });
    await home.aim(['secrets', 'get', 'KEY']);
    expect((await home.aim(['audit', 'stats', '--json'])).json()).toMatchObject({
      total_events: 2,
      by_type: { secret_set: 1, secret_access: 1 },
      by_severity: { info: 2 },
    });
    expect((await home.aim(['audit', 'stats'])).stdout).toMatch(/^total_events +2$/m);
  });

  it('counts nothing where there is nothing', async () => {
    expect((await home.aim(['audit', 'stats'])).stdout).toMatch(/^total_events +0$/m);
  });
});
