import { beforeEach, describe, expect, it } from 'vitest';
import { installScriptTools } from '../../support/scriptTool.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
beforeEach(async () => {
  installScriptTools(home, [
    { id: 'one', adapter: 'process.exitCode = 1' },
    { id: 'two', adapter: 'answer({})' },
  ]);
  await home.aim(['secrets', 'set', 'KEY'], { stdin: 'value' });
  await home.aim(['invoke', 'editing']);
});

interface Event {
  readonly event_type: string;
  readonly severity: string;
}
const query = async (...options: readonly string[]): Promise<readonly string[]> =>
  (await home.aim(['audit', 'query', '--json', ...options]))
    .json<readonly Event[]>()
    .map(({ event_type, severity }) => `${event_type} ${severity}`);

describe('aim audit query', () => {
  it('finds all events, newest first', async () => {
    expect(await query()).toEqual(['tool_invoke info', 'tool_invoke warning', 'secret_set info']);
  });

  it('narrows by type, tool, severity, time and number', async () => {
    expect(await query('--type', 'secret_set')).toEqual(['secret_set info']);
    expect(await query('--tool', 'one')).toEqual(['tool_invoke warning']);
    expect(await query('--severity', 'warning')).toEqual(['tool_invoke warning']);
    expect(await query('--since', '1h', '-n', '1')).toEqual(['tool_invoke info']);
    expect(await query('--since', '2999-01-01')).toEqual([]);
  });

  it('shows a table to a person', async () => {
    const { stdout } = await home.aim(['audit', 'query', '--tool', 'one']);
    expect(stdout).toMatch(/tool_invoke +warning +one: editing failed/);
  });

  it.each([
    ['--type', 'secret_gt'],
    ['--severity', 'bad'],
    ['--limit', '0'],
  ])('refuses %s %s and says what it takes', async (option, value) => {
    const queried = await home.aim(['audit', 'query', option, value]);
    expect(queried).toMatchObject({ exitCode: 5, stdout: '' });
    expect(queried.stderr).toContain(`${option} of 'aim audit query' has a value it cannot have`);
  });
});
