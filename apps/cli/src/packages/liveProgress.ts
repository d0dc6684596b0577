import type { InstallEvent, InstallStep } from '@aim/installer';
import { DefaultRenderer, Listr, ListrLogger, ProcessOutput } from 'listr2';
import { titleOf, type InstallProgress } from './installProgress.js';

interface Row {
  readonly settle: (error?: Error) => void;
  readonly settled: Promise<void>;
}

/** Listr draws only where standard output is a terminal; here it is standard error that is drawn on. */
class LiveRenderer extends DefaultRenderer {
  static override nonTTY = true;
}

/** A row for each package that changes, drawn anew while the installation goes on. */
export function liveProgress(steps: readonly InstallStep[], stream: NodeJS.WriteStream): InstallProgress {
  const rows = new Map<string, Row>();
  const tasks = steps
    .filter(({ action }) => action !== 'keep')
    .map((step) => {
      const row = createRow();
      rows.set(keyOf(step), row);
      return { title: titleOf(step), task: () => row.settled };
    });
  const list = new Listr(tasks, {
    concurrent: true,
    exitOnError: false,
    registerSignalListeners: false,
    renderer: LiveRenderer,
    rendererOptions: { logger: new ListrLogger({ processOutput: new ProcessOutput(stream, stream) }) },
  });
  const drawn = list.run().catch(() => undefined);
  return {
    onEvent: (event) => follow(event, rows),
    end: async () => {
      for (const { settle } of rows.values()) settle(new Error('not done'));
      await drawn;
    },
  };
}

function follow(event: InstallEvent, rows: ReadonlyMap<string, Row>): void {
  if (event.type === 'switched') return;
  const row = rows.get(keyOf(event));
  if (event.type === 'finished') row?.settle();
  if (event.type === 'failed') row?.settle(new Error(event.error?.message ?? 'failed'));
}

function keyOf({ manager, name }: Pick<InstallStep, 'manager' | 'name'>): string {
  return `${manager}:${name}`;
}

function createRow(): Row {
  let settle: Row['settle'] = () => undefined;
  const settled = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error));
  });
  // Listr hears of a failure when it comes to the row, which may be later.
  settled.catch(() => undefined);
  return { settle: (error) => settle(error), settled };
}
