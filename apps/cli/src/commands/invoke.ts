import { displayText } from '@aim/core';
import { resultExitCode, type CapabilityResult } from '@aim/registry';
import { invokeWith, openAudit } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { AimCommand } from '../AimCommand.js';
import { openVaultFor } from '../openVaultFor.js';
import { readPayload } from '../readPayload.js';
import { renderInvocation } from '../render/invocation.js';
import type { CommandResult } from '../result.js';
import { positiveInteger } from '../validators.js';

export class Invoke extends AimCommand {
  static override paths = [['invoke']];
  static override usage = Command.Usage({
    category: 'Tools',
    description: 'Have a capability done by the first tool that can',
    details:
      'The tool gets only the secrets it may see, in its environment. What it prints is masked. A linter that ran has done its work, whatever it found: `content.error_count` of the result says that, not the exit code; tests that fail are a failure. Exit codes: 0 done, 3 no tool installed, 4 every tool failed, 5 unknown capability or bad input, 7 refused by policy, 8 timeout.',
    examples: [
      ['Let a tool edit a file', 'aim invoke code_generation --prompt "add a test" --file src/date.ts'],
      ['Lint two files', 'aim invoke linting --file a.py --file b.py --json'],
      [
        'Fail a script when the linter finds an error',
        "aim invoke linting --file a.py --json | jq -e '.content.error_count == 0'",
      ],
      ['A long prompt from a file', 'aim invoke refactoring --payload @task.json'],
    ],
  });

  readonly prompt = Option.String('--prompt', {
    description: 'What the tool shall do; `-` reads standard input',
  });
  readonly files = Option.Array('--file', [], {
    description: 'A file to work on; may be given more than once',
  });
  readonly payload = Option.String('--payload', {
    description: 'The whole payload: JSON, @FILE, or - for standard input',
  });
  readonly trustProject = Option.Boolean('--trust-project', false, {
    description: "Let the tool obey the project's own settings for it, which may start programs",
  });
  readonly tool = Option.String('--tool', { description: 'Only this tool, no fallbacks' });
  readonly timeoutMs = Option.String('--timeout-ms', {
    description: 'How long each attempt may take, in ms',
    validator: positiveInteger,
  });
  readonly capability = Option.String({ name: 'CAPABILITY' });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const payload = await readPayload(this.terminal, {
      prompt: this.prompt,
      files: this.files,
      payload: this.payload,
      trustProject: this.trustProject,
    });
    const audit = openAudit(settings).append;
    const vault = openVaultFor(settings, { terminal: this.terminal, audit, notice: this.notice });
    const result: CapabilityResult = await invokeWith(
      settings,
      {
        capability: this.capability,
        payload,
        ...(this.tool === undefined ? {} : { tool: this.tool }),
        ...(this.timeoutMs === undefined ? {} : { timeoutMs: this.timeoutMs }),
      },
      { audit, vault, signal: this.terminal.signal },
    );
    if (!result.success && result.hint !== undefined && !this.json) this.notice(displayText(result.hint));
    return {
      json: result,
      text: (style) => renderInvocation(result, style),
      exitCode: resultExitCode(result),
    };
  }
}
