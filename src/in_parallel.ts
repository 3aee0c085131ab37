/**
 * Does the same with each of many things, several at a time.
 *
 * @param items The things.
 * @param work What is done with one.
 * @param options `count`: how many at a time, by default one a core; `signal`: stops between things.
 * @returns What came of each, in the order of the things.
 * @throws What the first work throws that fails; the signal's reason.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  { count = navigator.hardwareConcurrency, signal }: {
    readonly count?: number;
    readonly signal?: AbortSignal | undefined;
  } = {},
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  let [next, failed] = [0, false];
  const worker = async () => {
    for (let i = next++; i < items.length && !failed; i = next++) {
      signal?.throwIfAborted();
      results[i] = await work(items[i] as Item);
    }
  };
  const guarded = () =>
    worker().catch((error) => {
      failed = true;
      throw error;
    });
  // All have stopped before anything is thrown: nobody goes on behind the caller's back.
  const ends = await Promise.allSettled(Array.from({ length: count }, guarded));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return results;
}
