import type { Output } from '../../src/output.js';
import type { Terminal } from '../../src/context.js';
import { auditCommands } from '../../src/commands/audit/all.js';
import { Completion } from '../../src/commands/completion.js';
import { configCommands } from '../../src/commands/config/all.js';
import { healthCommands } from '../../src/commands/health/all.js';
import { Invoke } from '../../src/commands/invoke.js';
import { scanCommands } from '../../src/commands/scan/all.js';
import { secretsCommands } from '../../src/commands/secrets/all.js';
import { Setup } from '../../src/commands/setup.js';
import { Status } from '../../src/commands/status.js';
import { toolsCommands } from '../../src/commands/tools/all.js';
import { versionCommands } from '../../src/commands/version/all.js';
import { watchCommands } from '../../src/commands/watch/all.js';
import { workstreamCommands } from '../../src/commands/workstream/all.js';
import { explain } from '../../src/explain.js';
import { parseRunArguments } from '../../src/parseRunArguments.js';
import { commandDescriptions } from '../../src/commandDescriptions.js';
import { operationCommands } from '../../src/commands/operations.js';
import { programFor } from '../../src/routes.js';
import { runCommand } from '../../src/runCommand.js';
import { runProgram, type AimCommandClass } from '../../src/runProgram.js';

export interface CliOptions {
  readonly cwd: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What standard input holds. */
  readonly stdin?: string;
  readonly stdinIsTTY?: boolean;
  readonly outIsTTY?: boolean;
  readonly columns?: number;
  /** What is typed at the questions, in order; `yes` or `no` where that is the question. */
  readonly answers?: readonly string[];
  readonly signal?: AbortSignal;
  /** How `aim` says that it was started. */
  readonly self?: readonly [string, ...string[]];
}

export interface CliOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The questions that were asked on the terminal. */
  readonly questions: readonly string[];
  /** The one JSON document on standard output. */
  json<T = Record<string, unknown>>(): T;
}

/** Runs a command line of `aim` in this process, with the program that the bundle would load for it. */
export async function runCli(argv: readonly string[], options: CliOptions): Promise<CliOutcome> {
  const terminal = collectingTerminal(options);
  const exitCode = await withoutSessionBus(() => start(argv, terminal));
  const stdout = terminal.out.text();
  return {
    exitCode,
    stdout,
    stderr: terminal.err.text(),
    questions: terminal.questions,
    json: <T>() => JSON.parse(stdout) as T,
  };
}

const programs: Readonly<Record<string, readonly AimCommandClass[]>> = {
  secrets: secretsCommands,
  invoke: [Invoke],
  tools: toolsCommands,
  version: versionCommands,
  setup: [Setup],
  config: configCommands,
  audit: auditCommands,
  health: healthCommands,
  status: [Status],
  operations: operationCommands,
  scan: scanCommands,
  watch: watchCommands,
  workstream: workstreamCommands,
  completion: [Completion],
};

function start(argv: readonly string[], terminal: Terminal): Promise<number> {
  const name = programFor(argv);
  const commands = programs[name];
  if (commands !== undefined) return runProgram(commands, argv, terminal);
  const request = name === 'run' ? parseRunArguments(argv) : undefined;
  return request === undefined ? explain(commandDescriptions, argv, terminal) : runCommand(request, terminal);
}

export interface CollectingTerminal extends Terminal {
  readonly out: Output & { text(): string };
  readonly err: Output & { text(): string };
  readonly questions: readonly string[];
}

export function collectingTerminal(options: CliOptions): CollectingTerminal {
  const questions: string[] = [];
  const answers = [...(options.answers ?? [])];
  const columns = options.columns ?? 80;
  const answered = (question: string): string => {
    questions.push(question);
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`nobody answers: ${question}`);
    return answer;
  };
  return {
    env: options.env,
    cwd: options.cwd,
    home: options.home,
    platform: process.platform,
    self: options.self ?? [process.execPath, '/opt/aim/bin/aim.cjs'],
    out: collector({ isTTY: options.outIsTTY ?? false, columns }),
    err: collector({ isTTY: options.outIsTTY ?? false, columns }),
    stdinIsTTY: options.stdinIsTTY ?? false,
    questions,
    readStdin: async () => options.stdin ?? '',
    askSecret: async (question) => answered(question),
    confirm: async (question) => answered(question) === 'yes',
    signal: options.signal ?? new AbortController().signal,
  };
}

function collector(facts: Pick<Output, 'isTTY' | 'columns'>): Output & { text(): string } {
  let text = '';
  return {
    ...facts,
    write(more) {
      text += more;
    },
    text: () => text,
  };
}

/** The keychain is looked for in the environment of this process, and no test may reach the real one. */
async function withoutSessionBus<T>(action: () => Promise<T>): Promise<T> {
  const names = ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'] as const;
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of names) delete process.env[name];
  try {
    return await action();
  } finally {
    for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
  }
}
