import { beforeEach, describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const run = async (format: string): Promise<string> =>
  (await home.aim(['audit', 'export', '--format', format])).stdout;
beforeEach(async () => {
  for (const key of ['ONE', 'TWO']) await home.aim(['secrets', 'set', key], { stdin: 'value' });
});

describe('aim audit export', () => {
  it('writes JSON, oldest first', async () => {
    expect(JSON.parse(await run('json'))).toMatchObject([{ seq: 1 }, { seq: 2 }]);
  });

  it('writes one JSON document a line', async () => {
    const lines = (await run('jsonl')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ seq: 1 }, { seq: 2 }]);
  });

  it('writes CSV with a header', async () => {
    const [head, ...rows] = (await run('csv')).trimEnd().split('\r\n');
    expect(head).toBe('timestamp,event_type,severity,message,user,session_id,seq,details');
    expect(rows).toHaveLength(2);
  });
});
