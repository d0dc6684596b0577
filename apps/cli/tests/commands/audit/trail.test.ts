import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

interface Event {
  readonly event_type: string;
  readonly timestamp: string;
  readonly severity: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** As the steward wrote an event: one file each, in local time. */
const steward = {
  timestamp: '2024-03-01T09:15:30.1234567-06:00',
  action: 'capability',
  input: { capability: 'testing', tool: 'aider', payload: { prompt: 'canary prompt of the steward' } },
  result: { message: 'handled by the steward', success: true },
  actor: 'human:someone',
};
/** As the pipeline wrote one. */
const pipeline = {
  timestamp: '2024-03-02T10:00:00.123456+00:00Z',
  actor: 'pipeline',
  tool_id: 'jules',
  capability: 'linting',
  payload: { files: ['canary.py'] },
  result: {
    success: false,
    message: 'Adapter exited with code 1: ',
    content: { exit_code: 1, stderr: 'canary' },
  },
};
/** As the Python program wrote one to its log. */
const logged = {
  event_type: 'secret_set',
  timestamp: '2024-03-03T11:00:00+00:00',
  severity: 'info',
  message: 'Stored OLD_KEY',
  details: { key: 'OLD_KEY' },
  user: 'someone',
  session_id: '0a1b2c3d',
};

beforeEach(async () => {
  const folder = 'home/.AIM_ai-tools-registry/AIM_audit';
  home.write(`${folder}/2024-03-01/2024-03-01T09-15-30Z_capability.json`, `\uFEFF${JSON.stringify(steward)}`);
  home.write(`${folder}/2024-03-02/2024-03-02T10-00-00-123456_jules_linting.json`, pipeline);
  home.write(`${folder}/audit.jsonl`, `${JSON.stringify(logged)}\n`);
  await home.aim(['secrets', 'set', 'NEW_KEY'], { stdin: 'value' });
});

const query = async (...options: readonly string[]): Promise<readonly Event[]> =>
  (await home.aim(['audit', 'query', '--json', ...options])).json<readonly Event[]>();
const newest = ['Store NEW_KEY', 'Stored OLD_KEY', 'Adapter exited with code 1: ', 'handled by the steward'];

describe('the older systems’ records and the log in use', () => {
  it('are one trail, newest first, in one form', async () => {
    const events = await query();
    expect(events.map(({ message }) => message)).toEqual(newest);
    expect(events.slice(1).map(({ timestamp }) => timestamp)).toEqual([
      '2024-03-03T11:00:00.000Z',
      '2024-03-02T10:00:00.123Z',
      '2024-03-01T15:15:30.123Z',
    ]);
    expect(events.at(-1)).toMatchObject({
      event_type: 'tool_invoke',
      details: { tool: 'aider', success: true },
    });
    expect(JSON.stringify(events)).not.toContain('canary');
  });

  it('are narrowed alike', async () => {
    const messages = async (...options: readonly string[]) =>
      (await query(...options)).map(({ message }) => message);
    expect(await messages('--tool', 'jules')).toEqual(['Adapter exited with code 1: ']);
    expect(await messages('--type', 'secret_set')).toEqual(newest.slice(0, 2));
    expect(await messages('--severity', 'error')).toEqual(['Adapter exited with code 1: ']);
    expect(await messages('--since', '2024-03-02T12:00:00Z')).toEqual(newest.slice(0, 2));
    expect(await messages('-n', '3')).toEqual(newest.slice(0, 3));
  });

  it('are shown, counted and exported together', async () => {
    const shown = (await home.aim(['audit', 'show', '--json'])).json<readonly Event[]>();
    expect(shown.map(({ message }) => message).sort()).toEqual([...newest].sort());
    expect((await home.aim(['audit', 'stats', '--json'])).json()).toMatchObject({
      total_events: 4,
      by_type: { tool_invoke: 2, secret_set: 2 },
      oldest_event: '2024-03-01T15:15:30.123Z',
    });
    const exported = await home.aim(['audit', 'export', '--format', 'jsonl']);
    expect(exported.exitCode).toBe(0);
    expect(exported.stdout.trimEnd().split('\n')).toHaveLength(4);
  });

  it('do not touch each other: only the log in use is verified, and the older files stay as they are', async () => {
    const older = home.files('home/.AIM_ai-tools-registry').map((path) => readFileSync(path, 'utf8'));
    const verified = await home.aim(['audit', 'verify', '--json']);
    expect(verified).toMatchObject({ exitCode: 0 });
    expect(verified.json()).toMatchObject({ ok: true });
    await query();
    expect(home.files('home/.AIM_ai-tools-registry').map((path) => readFileSync(path, 'utf8'))).toEqual(
      older,
    );
  });
});
