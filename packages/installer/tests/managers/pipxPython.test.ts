import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pipxPython } from '../../src/managers/pipxPython.js';
import { fakeProgram, managerContext, put } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

describe('pipxPython', () => {
  it.each([
    ['#!/opt/venvs/pipx/bin/python3.12\nimport sys', '/opt/venvs/pipx/bin/python3.12'],
    ['#! /usr/bin/python3 -E\r\n', '/usr/bin/python3'],
    ['#!/bin/sh\nexec python3 pipx', undefined],
    ['#!python\n', undefined],
    ['\u007fELF', undefined],
    ['', undefined],
  ])('is what starts the program %j', (text, expected) => {
    const program = put(join(tempDir(), 'pipx'), text);
    expect(pipxPython(program, managerContext('/'))).toBe(expected);
  });

  it('is looked for in PATH where the program does so', () => {
    const home = tempDir();
    fakeProgram(home, 'python3', '');
    const program = put(join(home, 'pipx'), '#!/usr/bin/env python3\n');
    expect(pipxPython(program, managerContext(home))).toBe(join(home, 'programs/python3'));
  });

  it('is the one that a variable names, unless only pipx can tell which that is', () => {
    const program = put(join(tempDir(), 'pipx'), '#!/usr/bin/python3\n');
    const named = (python: string) =>
      pipxPython(program, managerContext('/', { env: { PIPX_DEFAULT_PYTHON: python } }));
    expect(named('/opt/python')).toBe('/opt/python');
    expect(named('3.12')).toBeUndefined();
  });

  it('is unknown of a program that is not there', () => {
    expect(pipxPython(join(tempDir(), 'gone'), managerContext('/'))).toBeUndefined();
  });
});
