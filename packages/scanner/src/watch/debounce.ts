/** Puts an action off until nothing has asked for it for a while. */
export interface Debounce {
  ask(): void;
  cancel(): void;
}

/** No matter how often it is asked for, the action is put off for ten times `quietMs` at most. */
export function debounce(action: () => void, quietMs: number): Debounce {
  let timer: NodeJS.Timeout | undefined;
  let deadline = 0;
  const run = (): void => {
    timer = undefined;
    action();
  };
  return {
    ask() {
      const now = performance.now();
      if (timer === undefined) deadline = now + quietMs * 10;
      else clearTimeout(timer);
      timer = setTimeout(run, Math.max(0, Math.min(quietMs, deadline - now)));
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
