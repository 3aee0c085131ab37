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
  const failures: unknown[] = [];
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length && failures.length === 0; i = next++) {
      signal?.throwIfAborted();
      results[i] = await work(items[i] as Item);
    }
  };
  const guarded = () => worker().catch((error) => failures.push(error));
  // All have stopped before anything is thrown: nobody goes on behind the caller's back.
  await Promise.all(Array.from({ length: count }, guarded));
  if (failures.length > 0) throw failures[0];
  return results;
}
