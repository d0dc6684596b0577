import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRequest } from '@aim/core';
import type { ManagerContext } from '../PackageManager.js';
import { pipxPython } from './pipxPython.js';

/**
 * Unpacks the pip that Python carries for new environments, makes its command, and loads what an installation needs, so
 * that it is compiled once and not by each of the installations that start now. Run by the environment's own Python.
 */
const unpackPip = `
import ensurepip, os, re, sys, sysconfig, zipfile
sys.dont_write_bytecode = False
folders = [sysconfig.get_config_var('WHEEL_PKG_DIR'), os.path.join(os.path.dirname(ensurepip.__file__), '_bundled')]
wheels = [os.path.join(folder, name) for folder in folders if folder and os.path.isdir(folder)
          for name in os.listdir(folder) if re.fullmatch(r'pip-(2[3-9]|[3-9]\\d)\\.[\\d.]+-py3-none-any\\.whl', name)]
with zipfile.ZipFile(wheels[0]) as wheel:
    wheel.extractall(sysconfig.get_path('purelib'))
from pip._vendor.distlib.scripts import ScriptMaker
maker = ScriptMaker(None, sysconfig.get_path('scripts'))
maker.variants = {''}
maker.set_mode = True
maker.make('pip = pip._internal.cli.main:main')
import pip._internal.cli.main
import pip._internal.commands.install
import pip._internal.resolution.resolvelib.resolver
`;

/**
 * Makes the shared libraries that pipx would make, in a third of its time: pipx has pip installed into them twice.
 *
 * @returns whether they are there; nothing is left of them otherwise, and pipx makes its own
 */
export async function makePipxShared(
  path: string,
  { program, context }: { readonly program: string; readonly context: ManagerContext },
): Promise<boolean> {
  const python = pipxPython(program, context);
  if (python === undefined) return false;
  const own =
    context.platform === 'win32' ? join(path, 'Scripts', 'python.exe') : join(path, 'bin', 'python');
  const made =
    (await succeeds({ file: python, args: ['-I', '-m', 'venv', '--without-pip', path] }, context)) &&
    (await succeeds({ file: own, args: ['-I', '-c', unpackPip] }, context));
  if (!made) rmSync(path, { recursive: true, force: true });
  return made;
}

async function succeeds(
  { file, args }: Pick<RunRequest, 'file' | 'args'>,
  { run, env, home, timeoutMs, signal }: ManagerContext,
): Promise<boolean> {
  const limits = { timeoutMs, maxOutputBytes: 64 * 1024, ...(signal && { signal }) };
  const { exitCode } = await run({ file, args, cwd: home, env, ...limits });
  return exitCode === 0;
}
