import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { AimError, systemFs } from '@aim/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countFaults, thorough } from '../../../../../tools/testing/faults.mjs';
import {
  applyMigration,
  loadConfig,
  readMigration,
  rollbackMigration,
  writeConfigValue,
  type MigrationFs,
  type MigrationPlan,
  type MigrationRecord,
} from '../../../src/index.js';
import { tempHome, type TempHome } from '../../support/tempHome.js';
import { dyingFs } from '../support/dyingFs.js';
import { legacyFiles } from '../support/legacyFiles.js';

const step = thorough ? 1 : 9;

const old = '{\n  // mine\n  "version": "1.0.0",\n  "environment": { "pipxApps": ["black"] }\n}\n';

describe('a migration', () => {
  let temp: TempHome;
  let target: string;
  let stateDir: string;
  const sources = ['toolstack.config.json', 'AIM_coordination-rules.json'];
  beforeEach(() => {
    temp = tempHome();
    target = join(temp.repo, 'aim_config.json');
    ({ stateDir } = temp.options);
    temp.write('home/code/repo/toolstack.config.json', legacyFiles['toolstack.v3.json']);
    temp.write('home/code/repo/AIM_coordination-rules.json', legacyFiles['AIM_coordination-rules.full.json']);
  });
  afterEach(() => temp.remove());

  const plan = (): MigrationPlan => readMigration({ ...temp.options, from: sources });
  const apply = (fs?: MigrationFs) => applyMigration(plan(), { stateDir, ...(fs && { fs }) });
  const rollback = (options: { id?: string; force?: boolean; fs?: MigrationFs } = {}) => {
    return rollbackMigration({ stateDir, target, ...options });
  };
  const now = (): string | undefined => (existsSync(target) ? readFileSync(target, 'utf8') : undefined);
  const record = (id = ''): MigrationRecord => {
    return JSON.parse(
      readFileSync(join(stateDir, 'migrations', id, 'manifest.json'), 'utf8'),
    ) as MigrationRecord;
  };

  it('writes one file that loads, leaves the sources as they are, and does nothing the second time', async () => {
    const before = sources.map((name) => readFileSync(join(temp.repo, name), 'utf8'));
    const clock = () => new Date('2026-01-02T03:04:05.678Z');
    const applied = await applyMigration(plan(), { stateDir, clock });
    expect(applied).toEqual({
      status: 'applied',
      target,
      id: '0001-20260102T030405Z',
      backup: join(stateDir, 'migrations', '0001-20260102T030405Z'),
    });
    expect(sources.map((name) => readFileSync(join(temp.repo, name), 'utf8'))).toEqual(before);
    const { config } = loadConfig({ ...temp.options, configFile: target });
    expect(config.registry.capabilities.code_generation?.primaryTool).toBe('jules');
    expect(config.environment.copilotPackages).toEqual(['first-copilot', '@second/copilot']);
    const text = now();
    expect(await apply()).toEqual({ status: 'nothing_to_do', target });
    expect(now()).toBe(text);
    expect(readdirSync(join(stateDir, 'migrations'))).toHaveLength(1);
    expect(record(applied.id)).toMatchObject({ state: 'applied', previous: null, target });
  });

  it('keeps the permissions and a link of the file it replaces, and its backup private', async () => {
    const real = temp.write('home/elsewhere.json', old);
    chmodSync(real, 0o640);
    symlinkSync(real, target);
    const { backup = '' } = await apply();
    expect(statSync(real).mode & 0o777).toBe(0o640);
    expect(readFileSync(real, 'utf8')).toContain('// mine');
    expect(readFileSync(join(backup, 'previous'), 'utf8')).toBe(old);
    expect(statSync(join(backup, 'previous')).mode & 0o777).toBe(0o600);
    expect(statSync(join(backup, 'manifest.json')).mode & 0o777).toBe(0o600);
    await rollback();
    expect([now(), statSync(real).mode & 0o777]).toEqual([old, 0o640]);
  });

  it('is taken back byte for byte, once', async () => {
    writeFileSync(target, `\uFEFF${old}`);
    const { id } = await apply();
    expect(await rollback()).toEqual({ status: 'rolled_back', id, target, action: 'restored' });
    expect(now()).toBe(`\uFEFF${old}`);
    expect(await rollback()).toEqual({ status: 'nothing_to_do', id, target });
    expect((await apply()).id?.startsWith('0002-')).toBe(true);
    expect(await rollback({ id: id ?? '' })).toMatchObject({ status: 'nothing_to_do' });
  });

  it('is taken back by removing a file that was not there before', async () => {
    await apply();
    expect(await rollback()).toMatchObject({ status: 'rolled_back', action: 'removed' });
    expect(now()).toBeUndefined();
  });

  it('is taken back as far as there is something to take back', async () => {
    expect(await rollback()).toEqual({ status: 'nothing_to_do' });
    await expect(rollback({ id: '0007-20260101T000000Z' })).rejects.toMatchObject({
      code: 'MIGRATION_NOT_FOUND',
      exitCode: 5,
    });
    await expect(rollback({ id: '../../x' })).rejects.toMatchObject({ code: 'MIGRATION_NOT_FOUND' });
    await apply();
    rmSync(target);
    expect(await rollback()).toMatchObject({ status: 'rolled_back' });
  });

  it('is not taken back over later changes, unless forced', async () => {
    writeFileSync(target, old);
    await apply();
    await writeConfigValue({ file: target, path: 'audit.enabled', value: false, stateDir });
    const changed = now();
    await expect(rollback()).rejects.toMatchObject({ code: 'MIGRATION_TARGET_CHANGED', exitCode: 1 });
    expect(now()).toBe(changed);
    expect(await rollback({ force: true })).toMatchObject({ status: 'rolled_back' });
    expect(now()).toBe(old);
  });

  it('is taken back only in the file that is meant', async () => {
    await apply();
    expect(await rollbackMigration({ stateDir, target: '/elsewhere/aim_config.json' })).toEqual({
      status: 'nothing_to_do',
    });
    expect(await rollbackMigration({ stateDir })).toMatchObject({ status: 'rolled_back', target });
  });

  it('does not write over what changed since it was planned', async () => {
    const made = plan();
    writeFileSync(target, old);
    await expect(applyMigration(made, { stateDir })).rejects.toMatchObject({
      code: 'MIGRATION_TARGET_CHANGED',
    });
    expect(now()).toBe(old);
  });

  it('puts the old file back when the new one does not read back as planned', async () => {
    writeFileSync(target, old);
    const made = plan();
    const wrong = {
      ...made,
      placements: [
        { file: 'x', pointer: '/x', value: 1, outcome: 'moved', target: '/audit/enabled' } as const,
      ],
    };
    await expect(applyMigration(wrong, { stateDir })).rejects.toMatchObject({
      code: 'MIGRATION_UNPROVEN',
      message: expect.stringContaining('/audit/enabled') as string,
    });
    expect(now()).toBe(old);
    expect(await rollback()).toEqual({ status: 'nothing_to_do' });
    expect((await apply()).status).toBe('applied');
  });

  it('puts the old file back when the disk gives other bytes back than were written', async () => {
    writeFileSync(target, old);
    let renamed = 0;
    const fs: MigrationFs = {
      ...systemFs,
      renameSync: (from, to) => {
        renamed += 1;
        // Backup, record, target: the third one comes out damaged.
        if (renamed === 3) writeFileSync(from, '{"version": "1.0.0"}');
        systemFs.renameSync(from, to);
      },
    };
    await expect(apply(fs)).rejects.toMatchObject({ code: 'MIGRATION_UNPROVEN' });
    expect(now()).toBe(old);
  });

  it('says so when its record or its backup is damaged, and touches nothing', async () => {
    writeFileSync(target, old);
    const { backup = '', id = '' } = await apply();
    const text = now();
    writeFileSync(join(backup, 'previous'), 'x');
    await expect(rollback()).rejects.toMatchObject({ code: 'MIGRATION_RECORD' });
    rmSync(join(backup, 'previous'));
    await expect(rollback()).rejects.toMatchObject({ code: 'MIGRATION_RECORD' });
    for (const content of ['{', '{"contract": "OTHER"}']) {
      writeFileSync(join(backup, 'manifest.json'), content);
      await expect(rollback({ id })).rejects.toMatchObject({ code: 'MIGRATION_RECORD' });
    }
    expect(now()).toBe(text);
  });

  it('finishes what was killed after the file was written, and rolls it back when it was edited since', async () => {
    writeFileSync(target, old);
    const { id = '', backup = '' } = await apply();
    const manifest = join(backup, 'manifest.json');
    writeFileSync(manifest, JSON.stringify({ ...record(id), state: 'prepared' }));
    writeFileSync(join(temp.repo, `.aim-${process.pid}-left.tmp`), 'x');
    expect(await apply()).toMatchObject({ status: 'finished', id });
    expect(readdirSync(temp.repo).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    writeFileSync(manifest, JSON.stringify({ ...record(id), state: 'prepared' }));
    await writeConfigValue({ file: target, path: 'audit.enabled', value: false, stateDir });
    expect(await apply()).toMatchObject({ status: 'nothing_to_do' });
    expect(record(id).state).toBe('applied');
    await rollback({ force: true });
    expect(now()).toBe(old);
  });

  it('puts the old file back when what was killed turns out not to be as planned', async () => {
    writeFileSync(target, old);
    const { id = '', backup = '' } = await apply();
    const placements = [{ file: 'x', pointer: '/x', value: 1, outcome: 'moved', target: '/x' }];
    writeFileSync(
      join(backup, 'manifest.json'),
      JSON.stringify({ ...record(id), state: 'prepared', placements }),
    );
    const made = plan();
    await expect(
      applyMigration({ ...made, changes: true, text: `${made.text}\n` }, { stateDir }),
    ).rejects.toMatchObject({
      code: 'MIGRATION_TARGET_CHANGED',
    });
    expect([now(), record(id).state]).toEqual([old, 'failed']);
  });

  it.each([
    ['absent', undefined],
    ['of the older form', old],
  ])(
    'leaves the old or the new file wherever it is stopped, and finishes later; target %s',
    async (_, before) => {
      const saw = countFaults('config migrate', 'EIO at every call, once and from then on');
      const reset = (): void => {
        rmSync(stateDir, { recursive: true, force: true });
        rmSync(target, { force: true });
        if (before !== undefined) writeFileSync(target, before);
      };
      reset();
      const healthy = dyingFs(Infinity, 'once');
      await apply(healthy.fs);
      const wanted = now();
      expect(healthy.calls()).toBeGreaterThan(20);
      for (const mode of ['for good', 'once'] as const) {
        for (let at = mode === 'once' ? 1 : 2; at <= healthy.calls(); at += step) {
          reset();
          await apply(dyingFs(at, mode).fs).catch((error: unknown) => expect(error).toBeInstanceOf(AimError));
          expect([before, wanted], `stopped at call ${at}`).toContain(now());
          saw(now() === before ? 'before, finished by a rerun' : 'after');
          const { status } = await apply();
          expect(now()).toBe(wanted);
          expect(['applied', 'finished', 'nothing_to_do']).toContain(status);
          expect(await rollback()).toMatchObject({ status: 'rolled_back' });
          expect(now()).toBe(before);
        }
      }
    },
    60_000,
  );

  it('is taken back in the end wherever taking it back is stopped', async () => {
    const saw = countFaults('config migrate --rollback', 'EIO at every call, from then on');
    writeFileSync(target, old);
    await apply();
    const wanted = now();
    const healthy = dyingFs(Infinity, 'once');
    await rollback({ fs: healthy.fs });
    for (let at = 1; at <= healthy.calls(); at += step) {
      await apply();
      const stopped = rollback({ fs: dyingFs(at, 'for good').fs });
      await stopped.catch((error: unknown) => expect(error).toBeInstanceOf(AimError));
      expect([old, wanted]).toContain(now());
      saw(now() === wanted ? 'before, finished by a rerun' : 'after');
      await rollback();
      expect(now()).toBe(old);
    }
  }, 60_000);

  it('says what it could not write', async () => {
    mkdirSync(join(temp.root, 'readonly'));
    writeFileSync(join(temp.root, 'state'), 'a file');
    await expect(applyMigration(plan(), { stateDir: join(temp.root, 'state') })).rejects.toMatchObject({
      code: 'LOCK_FAILED',
    });
    expect(now()).toBeUndefined();
  });
});
