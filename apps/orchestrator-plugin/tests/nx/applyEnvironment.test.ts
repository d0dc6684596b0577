import { describe, expect, it } from 'vitest';
import { applyEnvironment, environmentChanges } from '../../src/nx/applyEnvironment.js';

type Environment = Record<string, string | undefined>;

const wanted = { KEPT: '1', CHANGED: 'new', ADDED: 'secret' };
const inherited = (): Environment => ({ KEPT: '1', CHANGED: 'old', HIDDEN: 'of others' });

describe('applyEnvironment', () => {
  it('gives tasks the wanted environment, and takes it back', () => {
    const env = inherited();
    const restore = applyEnvironment(env, environmentChanges(inherited(), wanted));
    expect(env).toEqual(wanted);
    restore();
    expect(env).toEqual(inherited());
  });

  it('hands on what a proxy notes, and keeps nothing of it in its own process', () => {
    const env = inherited();
    const noted: Environment = {};
    const proxy = new Proxy(env, {
      set(target, name, value: string) {
        if (typeof name === 'string') target[name] = noted[name] = value;
        return true;
      },
    });
    const restore = applyEnvironment(proxy, environmentChanges({ ...proxy }, wanted));
    expect(noted).toEqual({ CHANGED: 'new', ADDED: 'secret', HIDDEN: '' });
    expect(env).toEqual(inherited());
    restore();
    expect(env).toEqual(inherited());
  });

  it('works on the environment of a real process, and leaves alone what has been changed since', () => {
    const before = { ...process.env };
    process.env.AIM_TEST_HIDDEN = 'of others';
    const kept = { ...process.env, AIM_TEST_ADDED: 'secret' } as Record<string, string>;
    delete kept.AIM_TEST_HIDDEN;
    const restore = applyEnvironment(process.env, environmentChanges({ ...process.env }, kept));
    expect([process.env.AIM_TEST_ADDED, process.env.AIM_TEST_HIDDEN]).toEqual(['secret', undefined]);
    process.env.AIM_TEST_ADDED = 'changed since';
    restore();
    expect([process.env.AIM_TEST_ADDED, process.env.AIM_TEST_HIDDEN]).toEqual(['changed since', 'of others']);
    delete process.env.AIM_TEST_ADDED;
    delete process.env.AIM_TEST_HIDDEN;
    expect({ ...process.env }).toEqual(before);
  });
});
