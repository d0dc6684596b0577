import { describe, expect, it } from 'vitest';
import { colorsFor } from '../src/colors.js';

describe('colorsFor', () => {
  it('leaves text as it is where no colour is wanted, whatever the environment says', async () => {
    const colors = await colorsFor(false);
    for (const paint of Object.values(colors) as (typeof colors.red)[]) expect(paint('text')).toBe('text');
  });

  it('paints where colour is wanted', async () => {
    const colors = await colorsFor(true);
    expect(colors.green('text')).toBe('\u001b[32mtext\u001b[39m');
    expect(colors.bold('text')).toContain('\u001b[1m');
  });
});
