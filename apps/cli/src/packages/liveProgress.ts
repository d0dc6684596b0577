import type { InstallEvent, InstallStep } from '@aim/installer';
import { DefaultRenderer, Listr, ListrLogger, ProcessOutput } from 'listr2';
import { titleOf, type InstallProgress } from './installProgress.js';

export interface LiveTerminal {
  readonly stream: NodeJS.WriteStream;
  /** Whether the rows are taken away at the end. */
  readonly vanishes: boolean;
}

interface Row {
  readonly settle: (how: 'done' | 'failed' | 'left') => void;
  readonly settled: Promise<'done' | 'failed' | 'left'>;
}

/** Listr draws only where standard output is a terminal; here it is standard error that is drawn on. */
class LiveRenderer extends DefaultRenderer {
  static override nonTTY = true;
}

/** A row for each package that changes, drawn anew while the installation goes on. */
export function liveProgress(
  steps: readonly InstallStep[],
  { stream, vanishes }: LiveTerminal,
): InstallProgress {
  const rows = new Map<string, Row>();
  const tasks = steps
    .filter(({ action }) => action !== 'keep')
    .map((step) => {
      const row = createRow();
      rows.set(keyOf(step), row);
      return {
        title: titleOf(step),
        task: async (_: unknown, task: { skip(): void }): Promise<void> => {
          const how = await row.settled;
          if (how === 'left') task.skip();
          if (how === 'failed') throw new Error('failed');
        },
      };
    });
  const list = new Listr(tasks, {
    concurrent: true,
    exitOnError: false,
    registerSignalListeners: false,
    renderer: LiveRenderer,
    rendererOptions: {
      clearOutput: vanishes,
      // Why one failed is told in full with the result.
      showErrorMessage: false,
      logger: new ListrLogger({ processOutput: new ProcessOutput(stream, stream) }),
    },
  });
  const drawn = list.run().catch(() => undefined);
  return {
    onEvent: (event) => follow(event, rows),
    end: async () => {
      for (const { settle } of rows.values()) settle('left');
      await drawn;
    },
  };
}

function follow(event: InstallEvent, rows: ReadonlyMap<string, Row>): void {
  if (event.type === 'switched') return;
  const row = rows.get(keyOf(event));
  if (event.type === 'finished') row?.settle('done');
  if (event.type === 'failed') row?.settle('failed');
}

function keyOf({ manager, name }: Pick<InstallStep, 'manager' | 'name'>): string {
  return `${manager}:${name}`;
}

function createRow(): Row {
  let settle: Row['settle'] = () => undefined;
  const settled = new Promise<'done' | 'failed' | 'left'>((resolve) => {
    settle = resolve;
  });
  return { settle: (how) => settle(how), settled };
}
