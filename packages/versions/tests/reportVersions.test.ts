import { describe, expect, it } from 'vitest';
import {
  planSync,
  reportVersions,
  updateLock,
  emptyLock,
  versionCheckJson,
  type PresentPackage,
  type WantedPackage,
} from '../src/index.js';

const lock = updateLock(emptyLock, [
  { manager: 'npm', name: 'prettier', version: '3.4.2', integrity: [] },
  { manager: 'pipx', name: 'ruff', version: '0.14.1', integrity: [] },
  { manager: 'npm', name: 'adhoc', version: '1.0.0', integrity: [] },
  { manager: 'npm', name: 'gone', version: '1.0.0', integrity: [] },
]);

const npm = (name: string, version: string): PresentPackage => ({ manager: 'npm', name, version });
const want = (name: string, pin?: string): WantedPackage => ({
  manager: 'npm',
  name,
  ...(pin !== undefined && { pin, source: `environment.versionPins.npm.${name}` }),
});

function statusOf(wanted: WantedPackage, installed: string | undefined, withLock = false) {
  const { rows } = reportVersions({
    wanted: [wanted],
    installed: installed === undefined ? [] : [{ ...wanted, version: installed }],
    ...(withLock && { lock }),
  });
  const [row] = rows;
  return [row?.status, row?.direction, row?.expected, row?.actual];
}

describe('reportVersions', () => {
  it('calls any difference from a pin drift and says its direction', () => {
    expect(statusOf(want('prettier', '3.4.2'), '3.4.2')).toEqual(['ok', undefined, '3.4.2', '3.4.2']);
    expect(statusOf(want('prettier', '3.4.2'), '3.4.1')).toEqual(['drift', 'older', '3.4.2', '3.4.1']);
    expect(statusOf(want('prettier', '3.4.2'), '3.5.0')).toEqual(['drift', 'newer', '3.4.2', '3.5.0']);
    expect(statusOf(want('prettier', '3.4.2'), 'linked')).toEqual(['drift', 'different', '3.4.2', 'linked']);
  });

  it('calls two spellings of one version the same', () => {
    const ruff: WantedPackage = { manager: 'pipx', name: 'ruff', pin: '1.0' };
    expect(statusOf(ruff, '1.0.0')[0]).toBe('ok');
    expect(statusOf(ruff, '1.0+local')).toEqual(['drift', 'newer', '1.0', '1.0+local']);
  });

  it('compares with the lock what is not pinned, and only there is newer called ahead', () => {
    expect(statusOf(want('prettier'), '3.4.2', true)).toEqual(['ok', undefined, '3.4.2', '3.4.2']);
    expect(statusOf(want('prettier'), '3.5.0', true)).toEqual(['ahead', 'newer', '3.4.2', '3.5.0']);
    expect(statusOf(want('prettier'), '3.4.0', true)).toEqual(['drift', 'older', '3.4.2', '3.4.0']);
    expect(statusOf(want('prettier'), 'linked', true)).toEqual(['drift', 'different', '3.4.2', 'linked']);
    expect(statusOf(want('prettier', '3.3.0'), '3.4.2', true)).toEqual(['drift', 'newer', '3.3.0', '3.4.2']);
  });

  it('tells what nothing holds from what is missing', () => {
    expect(statusOf(want('eslint'), '9.0.0', true)).toEqual(['unpinned', undefined, null, '9.0.0']);
    expect(statusOf(want('eslint'), undefined, true)).toEqual(['missing', undefined, null, null]);
    expect(statusOf(want('prettier'), undefined, true)).toEqual(['missing', undefined, '3.4.2', null]);
    expect(statusOf(want('eslint', '9.0.0'), undefined)).toEqual(['missing', undefined, '9.0.0', null]);
  });

  it('says where the expected version comes from, and what the lock says beside a pin', () => {
    const [pinned] = reportVersions({ wanted: [want('prettier', '3.3.0')], installed: [], lock }).rows;
    expect(pinned).toMatchObject({ source: 'environment.versionPins.npm.prettier', locked: '3.4.2' });
    const [locked] = reportVersions({ wanted: [want('prettier')], installed: [], lock }).rows;
    expect(locked).toMatchObject({ source: 'lock', locked: '3.4.2' });
    const [free] = reportVersions({ wanted: [want('eslint')], installed: [], lock }).rows;
    expect(free).not.toHaveProperty('source');
    expect(free).not.toHaveProperty('locked');
  });

  it('reports what is wanted, and what is locked and installed, nothing else', () => {
    const { rows } = reportVersions({
      wanted: [want('prettier')],
      installed: [npm('adhoc', '1.0.0'), npm('npm', '10.0.0'), npm('prettier', '3.4.2')],
      lock,
    });
    expect(rows.map(({ name }) => name)).toEqual(['adhoc', 'prettier']);
    expect(reportVersions({ wanted: [], installed: [npm('constructor', '1.0.0')], lock }).rows).toEqual([]);
  });

  it('reports a package once, with the first pin and the tool it belongs to', () => {
    const { rows } = reportVersions({
      wanted: [
        { manager: 'pipx', name: 'Aider_Chat' },
        { manager: 'pipx', name: 'aider-chat', pin: '0.5.0', source: 'a', tool: 'aider' },
        { manager: 'pipx', name: 'aider-chat', pin: '0.6.0', source: 'b' },
      ],
      installed: [
        { manager: 'pipx', name: 'aider.chat', version: '0.5.0' },
        { manager: 'pipx', name: 'aider-chat', version: '9.9.9' },
      ],
    });
    expect(rows).toEqual([
      {
        tool: 'aider',
        manager: 'pipx',
        name: 'Aider_Chat',
        expected: '0.5.0',
        actual: '0.5.0',
        source: 'a',
        status: 'ok',
      },
    ]);
  });

  it('orders rows by manager as given and by name', () => {
    const wanted = [want('b'), { manager: 'pipx', name: 'a' }, want('a')];
    const { rows } = reportVersions({ wanted, installed: [] });
    expect(rows.map(({ manager, name }) => `${manager}:${name}`)).toEqual(['npm:a', 'npm:b', 'pipx:a']);
  });

  it('asks the lock for this platform and the caller for the scheme', () => {
    const special = updateLock(lock, [
      {
        manager: 'npm',
        name: 'prettier',
        version: '3.3.0',
        integrity: [],
        platform: 'linux-x64',
        onlyThisPlatform: true,
      },
    ]);
    const input = { wanted: [want('prettier')], installed: [npm('prettier', '3.3.0')], lock: special };
    expect(reportVersions(input).rows[0]?.status).toBe('drift');
    expect(reportVersions({ ...input, platform: 'linux-x64' }).rows[0]?.status).toBe('ok');
    const [row] = reportVersions({
      wanted: [{ manager: 'brew', name: 'x', pin: '1.0+a' }],
      installed: [{ manager: 'brew', name: 'x', version: '1.0.0+a' }],
      schemeOf: () => 'pep440',
    }).rows;
    expect(row?.status).toBe('ok');
  });
});

const everyStatus = reportVersions({
  wanted: [want('same', '1.0.0'), want('old', '2.0.0'), want('new', '1.0.0'), want('odd', '1.0.0')].concat([
    want('gone', '1.0.0'),
    want('any'),
    want('free'),
    want('prettier'),
  ]),
  installed: [npm('same', '1.0.0'), npm('old', '1.0.0'), npm('new', '2.0.0'), npm('odd', 'linked')].concat([
    npm('free', '1.0.0'),
    npm('prettier', '4.0.0'),
  ]),
  lock,
});

describe('versionCheckJson', () => {
  it('gives the older fields first, with a sum that older readers can check', () => {
    const { statuses, summary } = versionCheckJson(everyStatus);
    expect(summary).toEqual({
      total: 8,
      ok: 3,
      drift: 3,
      missing: 2,
      has_drift: true,
      unpinned: 1,
      ahead: 1,
    });
    expect(summary.ok + summary.drift + summary.missing).toBe(summary.total);
    for (const status of statuses) {
      expect(Object.keys(status).slice(0, 5)).toEqual(['tool', 'manager', 'expected', 'actual', 'status']);
    }
    expect(statuses.find(({ name }) => name === 'old')).toEqual({
      tool: 'old',
      manager: 'npm',
      expected: '2.0.0',
      actual: '1.0.0',
      status: 'drift',
      name: 'old',
      direction: 'older',
      source: 'environment.versionPins.npm.old',
    });
    expect(JSON.parse(JSON.stringify(statuses.find(({ name }) => name === 'any')))).toMatchObject({
      expected: null,
      actual: null,
      status: 'missing',
    });
  });

  it('has no drift where things are only missing', () => {
    const { summary } = versionCheckJson(reportVersions({ wanted: [want('a')], installed: [] }));
    expect(summary).toMatchObject({ total: 1, missing: 1, has_drift: false });
  });
});

describe('planSync', () => {
  it('changes what drifts and what is missing, and leaves the rest alone', () => {
    const change = (name: string, from: string | null, to: string | null, action: string) => ({
      manager: 'npm',
      name,
      from,
      to,
      action,
    });
    expect(planSync(everyStatus)).toEqual([
      change('any', null, null, 'install'),
      change('gone', null, '1.0.0', 'install'),
      change('new', '2.0.0', '1.0.0', 'downgrade'),
      change('odd', 'linked', '1.0.0', 'change'),
      change('old', '1.0.0', '2.0.0', 'upgrade'),
    ]);
  });

  it('is empty when it has been carried out', () => {
    const wanted = [want('a', '1.0.0'), want('b', '2.0.0'), want('c')];
    const before = reportVersions({ wanted, installed: [npm('a', '3.0.0')] });
    const installed = planSync(before).map(({ name, to }) => npm(name, to ?? '7.0.0'));
    expect(planSync(reportVersions({ wanted, installed }))).toEqual([]);
  });
});
