import assert from "node:assert/strict";
import { averageStates } from "../../../src/learn/training/average_states.ts";
import { Crew } from "../../../src/learn/training/crew.ts";
import { Trainer } from "../../../src/learn/training/trainer.ts";
import { openBackend } from "../../../src/runtime/open_backend.ts";
import { waves } from "../pairs_files.ts";
import { SETTINGS, stored } from "../tiny_networks.ts";

const PHOTOS = [stored(waves(0.8, 7)), stored(waves(0.2, 11)), stored(waves(0.5, 17))];
const TWO = { ...SETTINGS, workers: 2 };

/** Calls a function with a crew, and ends it. */
async function withCrew<T>(
  [settings, state]: readonly [typeof SETTINGS, Crew["state"]?],
  use: (crew: Crew) => Promise<T>,
): Promise<T> {
  const crew = await Crew.begin(settings, PHOTOS, state);
  try {
    return await use(crew);
  } finally {
    crew.release();
  }
}

Deno.test("Crew.advance() trains each copy on mixtures of its own, and averages what they become", async () => {
  await withCrew([TWO], async (crew) => {
    const begun = structuredClone(crew.state);
    const losses = await crew.advance(0, 5);
    const engine = await openBackend("cpu", { threads: 1 });
    const apart = [0, 1].map(async (worker) => {
      const trainer = await Trainer.begin(TWO, PHOTOS, engine);
      await trainer.writeState(begun);
      return { losses: await trainer.advance(worker, 0, 5), state: await trainer.readState() };
    });
    const [a, b] = await Promise.all(apart);
    assert.ok(a && b);
    assert.notDeepEqual(a.losses, b.losses);
    assert.deepEqual(losses, a.losses.map((loss, i) => (loss + (b.losses[i] as number)) / 2));
    assert.deepEqual(crew.state, averageStates([a.state, b.state]));
  });
});

Deno.test("Crew goes on from a state as if it had not stopped", async () => {
  const [half, whole, losses] = await withCrew([TWO], async (crew) => {
    await crew.advance(0, 4);
    const half = structuredClone(crew.state);
    const losses = await crew.advance(4, 4);
    return [half, crew.state, losses] as const;
  });
  await withCrew([TWO, half], async (crew) => {
    assert.deepEqual(await crew.advance(4, 4), losses);
    assert.deepEqual(crew.state, whole);
  });
});

Deno.test("Crew remembers what an adversary needs", async () => {
  await withCrew([{ ...SETTINGS, loss: "adversarial" }], async (crew) => {
    assert.deepEqual(crew.state["pool count"], Float32Array.of(0));
    await crew.advance(0, 3);
    // Three steps of two mixtures.
    assert.deepEqual(crew.state["pool count"], Float32Array.of(6));
    assert.ok(crew.state["pool first"]?.some((v) => v !== 0));
  });
});

Deno.test("Crew.begin() refuses the state of another network, and a backend that is not there", async () => {
  const { state } = await withCrew([SETTINGS], (crew) => Promise.resolve(crew));
  const { "block 0": _, ...less } = state;
  for (const wrong of [{}, less, { ...state, "block 0": new Float32Array(3) }]) {
    await assert.rejects(Crew.begin(SETTINGS, PHOTOS, wrong), /^UserError: Cannot go on/);
  }
  await assert.rejects(
    Crew.begin({ ...SETTINGS, backend: "abacus" }, PHOTOS),
    /^UserError: There is no backend/,
  );
});
