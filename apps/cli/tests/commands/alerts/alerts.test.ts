import { createServer } from 'node:http';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, readFileSync, watch } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const records = (): string => join(home.root, 'alerts.jsonl');
const configure = (auditAlert: Readonly<Record<string, unknown>>): unknown =>
  home.write('aim/config/aim_config.json', {
    version: '1.0.0',
    environment: { watchRoots: [home.project], auditAlert },
  });

/** Resolves once the file holds the text. */
async function written(file: string, text: string): Promise<void> {
  const holds = (): boolean => existsSync(file) && readFileSync(file, 'utf8').includes(text);
  const watcher = watch(home.root);
  while (!holds()) await once(watcher, 'change');
  watcher.close();
}

describe('aim alerts test', () => {
  it('sends a test record to the file and to the webhook, and says how each of them ended', async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
      request.on('end', () => response.end());
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    configure({ notify: { writeJson: records(), webhookUrl: `http://127.0.0.1:${port}/secret-path` } });
    const tested = await home.aim(['alerts', 'test']);
    expect(tested).toMatchObject({ exitCode: 0, stdout: '✓ file: sent\n✓ webhook: sent\n' });
    expect(JSON.parse(bodies.join(''))).toMatchObject({ RecordId: -1 });
    expect(JSON.parse(readFileSync(records(), 'utf8'))).toMatchObject({ RecordId: -1, ObjectName: 'TEST' });
    expect((await home.aim(['audit', 'show', '--json'])).json()).toMatchObject([
      { event_type: 'env_change', details: { operation: 'alerts test' } },
    ]);
  });

  it('fails with 4 where a channel fails, without the address of the webhook', async () => {
    configure({ notify: { writeJson: records(), webhookUrl: 'http://127.0.0.1:1/secret-path' } });
    const tested = await home.aim(['alerts', 'test']);
    expect(tested.exitCode).toBe(4);
    expect(tested.stdout).toMatch(/^✓ file: sent\n✗ webhook: /);
    expect(tested.stdout + tested.stderr).not.toContain('secret-path');
  });
});

describe('aim alerts run', () => {
  it('alerts of what is written outside the allowed folders until it is stopped', async () => {
    const allowed = join(home.project, 'allowed');
    mkdirSync(allowed);
    configure({ allowRoots: [allowed], notify: { writeJson: records() } });
    const stop = new AbortController();
    const running = home.aim(['alerts', 'run', '--json'], { signal: stop.signal });
    // The watch stands once the log says so and a write is seen; a write before that is repeated.
    const stray = join(home.project, 'stray.txt');
    const writing = setInterval(() => {
      appendFileSync(join(allowed, 'fine.txt'), 'x');
      appendFileSync(stray, 'x');
    }, 50);
    onTestFinished(() => clearInterval(writing));
    await written(records(), 'stray.txt');
    clearInterval(writing);
    stop.abort();
    const ended = await running;
    expect(ended.exitCode).toBe(0);
    expect(ended.json()).toMatchObject({ roots: [home.project], failures: 0 });
    expect(ended.stderr).toContain(`Watching ${home.project}`);
    const lines = readFileSync(records(), 'utf8').trim().split('\n');
    const names = lines.map((line) => (JSON.parse(line) as { ObjectName: string }).ObjectName);
    expect(new Set(names)).toEqual(new Set([stray]));
  });

  it('does not begin where there is nothing to watch', async () => {
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      environment: {
        watchRoots: [join(home.root, 'none')],
        auditAlert: { notify: { writeJson: records() } },
      },
    });
    const refused = await home.aim(['alerts', 'run']);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toContain('[ALERTS_NO_ROOT]');
  });
});

describe('aim alerts install', () => {
  it('installs a job of the configured name, and removes it', async () => {
    home.program('systemctl', 'process.exit(1)');
    configure({ taskName: 'my_alerts', notify: { writeJson: records() } });
    const installed = await home.aim(['alerts', 'install']);
    expect(installed.stdout).toContain('✓ Installed my_alerts (systemd)');
    const unit = join(home.home, '.config/systemd/user/my_alerts.service');
    expect(readFileSync(unit, 'utf8')).toMatch(/ExecStart=.*alerts.*run/);
    expect((await home.aim(['alerts', 'remove'])).stdout).toContain('✓ Removed my_alerts');
    expect(existsSync(unit)).toBe(false);
  });
});
