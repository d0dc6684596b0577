import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectToolsOf } from '../src/detectToolsOf.js';
import { useTestHome } from './support/testHome.js';

describe('detectToolsOf', () => {
  const machine = useTestHome();

  it('finds a tool in PATH without starting it', () => {
    const aider = machine.program('aider', 'touch "$0.started"');
    const tools = detectToolsOf(machine.settings());
    expect(tools.find(({ tool }) => tool === 'aider')).toMatchObject({ installed: true, path: aider });
    expect(existsSync(`${aider}.started`)).toBe(false);
  });

  it('does not find a tool in the working folder', () => {
    machine.write('work/aider', '#!/bin/sh\n', 0o755);
    const env = { PATH: `.:${machine.bin}:` };
    const aider = detectToolsOf(machine.settings({ env })).find(({ tool }) => tool === 'aider');
    expect(aider).toMatchObject({ installed: false, path: null });
  });

  it('finds a tool at a path below the home folder', () => {
    const claude = machine.write('home/.local/bin/claude', '#!/bin/sh\n', 0o755);
    const env = { PATH: machine.bin };
    const found = detectToolsOf(machine.settings({ env })).find(({ tool }) => tool === 'claude-cli');
    expect(found?.path).toBe(claude);
  });
});
