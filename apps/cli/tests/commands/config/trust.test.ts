import { beforeEach, describe, expect, it } from 'vitest';
import { scriptTools } from '../../support/scriptTool.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const adapter = `answer({ message: 'ran' })`;

/** A project, as a clone brings it, whose configuration names an adapter script of its own. */
beforeEach(() => {
  home.write('project/.git/HEAD', '');
  const registry = scriptTools(home, [{ id: 'one', adapter }]);
  const text = JSON.stringify({ version: '1.0.0', registry });
  home.write(
    'project/tools/one.mjs',
    'import { writeSync } from "node:fs"; writeSync(1, \'{"success":true,"message":"ran","content":null}\');',
  );
  home.write('project/aim_config.json', text.replaceAll(`${home.root}/adapters`, './tools'));
});

const invoke = (): ReturnType<typeof home.aim> => home.aim(['invoke', 'editing', '--tool', 'one', '--json']);

describe('a project nobody has vouched for', () => {
  it('starts nothing of its own and says so once, on standard error', async () => {
    const invoked = await invoke();
    expect(invoked.exitCode).toBe(7);
    expect(invoked.json()).toMatchObject({ success: false, reason: 'refused_by_policy' });
    const warnings = invoked.stderr.split('\n').filter((line) => line.startsWith('warning:'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`${home.project}/aim_config.json is not trusted; ignored: `);
    expect(warnings[0]).toContain('/registry/tools/one/adapterScript');
    expect(warnings[0]).toContain("'aim config trust'");
  });

  it('is refused by the route as well', async () => {
    const routed = await home.aim(['route', 'editing', '--tool', 'one', '--json', '--quiet']);
    expect(routed).toMatchObject({ exitCode: 3, stderr: '' });
    expect(routed.json()).toMatchObject({ chosen: null, steps: [{ status: 'refused_by_policy' }] });
  });
});

describe('aim config trust', () => {
  it('lets the project start its programs', async () => {
    const trusted = await home.aim(['config', 'trust']);
    expect(trusted).toMatchObject({ exitCode: 0, stdout: `Trusted ${home.project}/aim_config.json\n` });
    const invoked = await invoke();
    expect(invoked).toMatchObject({ exitCode: 0, stderr: '' });
    expect(invoked.json()).toMatchObject({ message: 'ran', tool: 'one' });
  });

  it('takes a file by name, from anywhere', async () => {
    const trusted = await home.aim(['config', 'trust', `${home.project}/aim_config.json`], {
      cwd: home.home,
    });
    expect(trusted.exitCode).toBe(0);
    expect((await invoke()).exitCode).toBe(0);
  });

  it('has to be given again when a script of the project changed', async () => {
    await home.aim(['config', 'trust']);
    home.write('project/tools/one.mjs', 'process.exit(0) // another one');
    expect((await invoke()).exitCode).toBe(7);
    await home.aim(['config', 'trust']);
    expect((await invoke()).exitCode).toBe(4);
  });

  it('has to be given again when the file itself changed', async () => {
    await home.aim(['config', 'trust']);
    await home.aim(['config', 'set', '--project', 'environment.pipxApps', '["ruff"]']);
    expect((await invoke()).exitCode).toBe(7);
  });

  it('is taken back with --remove, which says if there was none', async () => {
    await home.aim(['config', 'trust']);
    expect((await home.aim(['config', 'trust', '--remove'])).stdout).toBe('No longer trusted\n');
    expect((await invoke()).exitCode).toBe(7);
    expect((await home.aim(['config', 'trust', '--remove'])).stdout).toBe('It was not trusted\n');
    const again = await home.aim([
      'config',
      'trust',
      '--remove',
      '--json',
      `${home.project}/aim_config.json`,
    ]);
    expect(again.json()).toEqual({ removed: false });
  });

  it('is recorded, with the digest of what was trusted', async () => {
    const { sha256 } = (await home.aim(['config', 'trust', '--json'])).json<{ sha256: string }>();
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    const log = await home.aim(['audit', 'query', '--type', 'config_change', '--json']);
    expect(log.json()).toMatchObject([{ message: 'Configuration trusted', details: { sha256 } }]);
  });

  it('is not needed for a file that is named with --config', async () => {
    const file = `${home.project}/aim_config.json`;
    const invoked = await home.aim(['invoke', 'editing', '--json', '--config', file], { cwd: home.home });
    expect(invoked).toMatchObject({ exitCode: 0, stderr: '' });
  });
});
