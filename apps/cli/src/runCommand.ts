import { askNobody, mayAsk } from './askNobody.js';
import { constants } from 'node:os';
import { exitCodes, type AuditSink } from '@aim/core';
import type { ForegroundResult } from '@aim/exec';
import { loadSettings, openAudit, runWithSecrets } from '@aim/runtime';
import type { Vault } from '@aim/secrets';
import type { Terminal } from './context.js';
import { cliError } from './errors.js';
import { openVaultFor } from './openVaultFor.js';
import { outputFailed } from './outputFailed.js';
import type { RunArguments } from './parseRunArguments.js';
import { presentError } from './presentError.js';
import { settingsNotices } from './settingsNotices.js';

/** `aim run`: returns the exit code of the command it ran, 128 + N when signal N ended it. */
export async function runCommand(request: RunArguments, terminal: Terminal): Promise<number> {
  const asking = mayAsk(terminal, request) ? terminal : askNobody(terminal);
  try {
    const settings = loadSettings({ ...surroundings(terminal), configFile: request.configFile });
    const notice = (message: string): void => {
      if (!request.quiet) terminal.err.write(`${message}\n`);
    };
    settingsNotices(settings).forEach(notice);
    const audit = openAudit(settings).append;
    const openVault = (sink: AuditSink): Vault =>
      openVaultFor(settings, { terminal: asking, audit: sink, notice });
    const result = await runWithSecrets(settings, request, { audit, openVault });
    if (result.outputError !== undefined) throw outputFailed(result.outputError);
    return exitCodeOf(result, request.command[0]);
  } catch (error) {
    return presentError(error, terminal, request);
  }
}

function surroundings({
  env,
  cwd,
  home,
  platform,
}: Terminal): Pick<Terminal, 'env' | 'cwd' | 'home' | 'platform'> {
  return { env, cwd, home, platform };
}

function exitCodeOf({ exitCode, signal, startError }: ForegroundResult, name: string): number {
  if (startError !== undefined) {
    throw cliError('COMMAND_NOT_STARTED', `'${name}' could not be started (${startError})`, {
      hint: 'Check that it is a program for this machine and that you may execute it.',
    });
  }
  if (signal !== null) return 128 + (constants.signals[signal] ?? 0);
  return exitCode ?? exitCodes.general;
}
