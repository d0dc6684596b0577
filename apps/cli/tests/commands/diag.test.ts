import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { secretForms } from '../../../../packages/core/src/secretForms.js';
import { useTempHome } from '../support/tempHome.js';

const home = useTempHome();
const bundle = (folder: string): string => {
  const [name = ''] = readdirSync(folder).filter((file) => file.startsWith('diagnostics-'));
  return join(folder, name);
};

/** Twenty values of the kinds that keys, passwords and certificates have. */
const secrets: readonly string[] = Array.from({ length: 20 }, (_, index) => {
  const random = randomBytes(18);
  const kinds = [
    `sk-${random.toString('hex')}`,
    random.toString('base64'),
    `pa"ss\\wo rd/${random.toString('base64url')}?&=%`,
    `-----BEGIN KEY-----\n${random.toString('base64')}\n${random.toString('hex')}\n-----END KEY-----\n`,
    `gr\u00fc\u00df-\u2602-${random.toString('hex')}`,
  ];
  return kinds[index % kinds.length] ?? '';
});

describe('aim diag', () => {
  it('holds none of 20 stored secrets, wherever and however they are written on the machine', async () => {
    const dotenv = Object.fromEntries(secrets.map((value, index) => [`NAME_${index}`, value]));
    home.write('project/secrets.json', dotenv);
    expect(await home.aim(['secrets', 'import', 'secrets.json', '--format', 'json'])).toMatchObject({
      exitCode: 0,
    });
    // Under names that say nothing, in every form, in the environment, the configuration and a log.
    const forms = secrets.flatMap((value) => secretForms(value).map(String));
    const texts = [...secrets, ...forms];
    home.write(
      'logs/tool.log',
      texts.map((text, index) => `${index} plain ${text} end\n`).join('') + JSON.stringify({ texts }),
    );
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      registry: {
        tools: {
          one: {
            name: secrets[0],
            detectCommands: ['one'],
            capabilities: ['editing'],
            env: { PLACE: secrets[1] },
          },
        },
      },
      environment: {
        watchRoots: secrets.map((value) => `/srv/${Buffer.from(value).toString('base64url')}/x`),
        observability: { logFiles: [{ path: join(home.root, 'logs', 'tool.log') }] },
      },
    });
    const env = Object.fromEntries(texts.map((text, index) => [`HARMLESS_${index}`, `before ${text} after`]));

    const made = await home.aim(['diag', '-o', 'out'], { env });
    expect(made).toMatchObject({ exitCode: 0, stderr: '' });
    expect(made.stdout).toContain('Looked for 20 stored secrets');
    const file = bundle(join(home.project, 'out'));
    const content = readFileSync(file);
    for (const secret of secrets) {
      for (const form of secretForms(secret)) expect(content.includes(form)).toBe(false);
    }
    // It is still of use.
    const document = JSON.parse(content.toString()) as Record<string, Record<string, unknown>>;
    expect(Object.keys(document)).toEqual([
      'Meta',
      'System',
      'Environment',
      'Health',
      'Config',
      'Logs',
      'Audit',
    ]);
    expect(document['Environment']).toMatchObject({ HOME: home.home });
    expect(document['Health']).toMatchObject({ overall_status: expect.any(String) });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('leaves out by name what no vault knows', async () => {
    const env = { MY_API_KEY: 'nobody-knows-this', EDITOR: 'vi' };
    await home.aim(['diag', '-o', '.'], { env });
    const content = readFileSync(bundle(home.project), 'utf8');
    expect(content).not.toContain('nobody-knows-this');
    expect(content).toContain('"EDITOR": "vi"');
  });

  it('records each access to the vault', async () => {
    await home.aim(['secrets', 'set', 'KEY'], { stdin: 'a value' });
    await home.aim(['diag']);
    const log = (await home.aim(['audit', 'query', '--type', 'secret_access', '--json'])).json();
    expect(log).toMatchObject([{ event_type: 'secret_access' }]);
    expect(JSON.stringify(log)).toContain('KEY');
  });

  it('says that the vault does not open, and still leaves out by name', async () => {
    await home.aim(['secrets', 'set', 'KEY'], { stdin: 'a value' });
    await home.aim(['secrets', 'rekey', '--protector', 'passphrase'], {
      env: { AIM_PASSPHRASE: 'long passphrase' },
    });
    const env = { MY_TOKEN: 'still-left-out' };
    const made = await home.aim(['diag', '--json'], { env });
    expect(made.exitCode).toBe(0);
    expect(made.json()).toMatchObject({ masked_secrets: 0, vault_locked: true });
    expect(made.stderr).toMatch(/warning: the vault does not open .*look through the bundle/);
    expect(readFileSync(bundle(join(home.aimHome, 'state', 'reports')), 'utf8')).not.toContain(
      'still-left-out',
    );
  });
});
