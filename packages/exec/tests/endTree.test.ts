import { describe, expect, it } from 'vitest';
import { endTree, endTreeNow } from '../src/endTree.js';

/** Processes that end when they receive the signal given for them. */
function fakeTree(processes: Record<number, NodeJS.Signals | 'never'>) {
  const alive = new Map(Object.entries(processes).map(([pid, signal]) => [Number(pid), signal]));
  const sent: string[] = [];
  return {
    sent,
    find: () => [...alive.keys()],
    send(target: number, signal: NodeJS.Signals) {
      sent.push(`${signal} ${target}`);
      if (alive.get(target) === signal) alive.delete(target);
    },
  };
}

describe('endTree', () => {
  it('sends nothing when nothing is left', async () => {
    const tree = fakeTree({});
    await endTree({ ...tree, graceMs: 1000 });
    expect(tree.sent).toEqual([]);
  });

  it('asks first and uses no force on what heeds it', async () => {
    const tree = fakeTree({ 5: 'SIGTERM', 6: 'SIGTERM' });
    await endTree({ ...tree, graceMs: 60_000 });
    expect(tree.sent).toEqual(['SIGTERM 5', 'SIGTERM 6']);
  });

  it('uses force on the rest when the time is up', async () => {
    const tree = fakeTree({ 5: 'SIGTERM', 6: 'SIGKILL' });
    await endTree({ ...tree, graceMs: 10 });
    expect(tree.sent).toEqual(['SIGTERM 5', 'SIGTERM 6', 'SIGKILL 6']);
  });

  it('gives up on what even force does not end', async () => {
    const tree = fakeTree({ 7: 'never' });
    await endTree({ ...tree, graceMs: 0 });
    expect(new Set(tree.sent)).toEqual(new Set(['SIGTERM 7', 'SIGKILL 7']));
  });
});

describe('endTreeNow', () => {
  it('uses force at once', () => {
    const tree = fakeTree({ 5: 'SIGKILL', 6: 'SIGKILL' });
    endTreeNow(tree);
    expect(tree.sent).toEqual(['SIGKILL 5', 'SIGKILL 6']);
  });

  it('does not try for ever', () => {
    const tree = fakeTree({ 7: 'never' });
    endTreeNow(tree);
    expect(tree.sent).toHaveLength(3);
  });
});
