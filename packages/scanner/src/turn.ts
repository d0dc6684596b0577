/** How long work keeps the thread to itself before all else that waits has its turn, in ms. */
const sliceMs = 40;

/** Lets all else that waits have its turn. */
export function turn(): Promise<void> {
  return new Promise((proceed) => setImmediate(proceed));
}

/** The time that work may take until the next turn. */
export class TimeSlice {
  #end = performance.now() + sliceMs;

  get isOver(): boolean {
    return performance.now() >= this.#end;
  }

  async next(): Promise<void> {
    await turn();
    this.#end = performance.now() + sliceMs;
  }
}
