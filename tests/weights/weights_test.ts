import assert from "node:assert/strict";
import { constant, input } from "../../src/graph/mod.ts";
import { buildNetwork, type NetworkDescription } from "../../src/nn/networks.ts";
import { encodeSafetensors } from "../../src/weights/safetensors.ts";
import { decodeWeights, encodeWeights, TrainedParameters } from "../../src/weights/weights.ts";
import { TINY, untrained } from "../nn/tiny_networks.ts";
import { isUserError } from "./bytes.ts";

const NOTES = { steps: "100", data: "photos, 128 px" };

/** Weights of a file that says what its network is in such words. */
function describedAs(network: string | undefined): Uint8Array {
  const metadata: Record<string, string> = network === undefined ? {} : { network };
  return encodeSafetensors({ tensors: {}, metadata });
}

for (const [kind, network] of Object.entries(TINY)) {
  Deno.test(`decodeWeights() yields the ${kind} that was encoded, within a half float's rounding`, () => {
    const { parameters } = untrained(network);
    const decoded = decodeWeights(encodeWeights({ network, parameters, notes: NOTES }), "x");
    assert.deepEqual([decoded.network, decoded.notes], [network, NOTES]);
    assert.equal(decoded.parameters.length, parameters.length);
    for (const [i, { shape, data }] of parameters.entries()) {
      assert.deepEqual(decoded.parameters[i]?.shape, shape);
      // Below 2^-14 half floats are a fixed distance apart.
      decoded.parameters[i]?.data.forEach((v, j) => {
        const exact = data[j] as number;
        assert.ok(Math.abs(v - exact) <= Math.max(Math.abs(exact) * 2 ** -11, 2 ** -25));
      });
    }
    assert.deepEqual(decodeWeights(encodeWeights(decoded), "x"), decoded, "rounded once");
  });
}

Deno.test("decodeWeights() keeps the order of more parameters than ten and than a hundred", () => {
  const parameters = Array.from({ length: 250 }, (_, i) => ({
    shape: [1],
    data: Float32Array.of(i),
  }));
  const bytes = encodeWeights({ network: TINY["unet"], parameters, notes: {} });
  assert.deepEqual(decodeWeights(bytes, "x").parameters, parameters);
});

Deno.test("decodeWeights() refuses arrays that are no network", () => {
  assert.throws(
    () => decodeWeights(describedAs(undefined), "some.file"),
    (error) => isUserError(error, /^Cannot use some\.file: it does not say what network/),
  );
});

Deno.test("decodeWeights() refuses networks that cannot be built, or would fill the memory", () => {
  const { options } = TINY["difference"] as NetworkDescription & { readonly kind: "difference" };
  const difference = (changes: unknown) => ({
    kind: "difference",
    options: { ...options, ...changes as object },
  });
  const descriptions = [
    ...["", "{", "null", "5", "[]", "{}"],
    ...[
      { kind: "unet" },
      { kind: "transformer", options: { channels: [4] } },
      { kind: "unet", options: { channels: [] } },
      { kind: "unet", options: { channels: "16" } },
      { kind: "unet", options: { channels: [4, 0] } },
      { kind: "unet", options: { channels: [4.5] } },
      { kind: "encoder-decoder", options: { channels: new Array(30).fill(4) } },
      difference({ patch: 1e6 }),
      difference({ patch: 0 }),
      difference({ patch: undefined }),
      difference({ channels: [1e9] }),
      difference({ down: undefined }),
      difference({ up: [-1] }),
      difference({ down: [1e9, 1] }),
    ].map((description) => JSON.stringify(description)),
  ];
  for (const text of descriptions) {
    assert.throws(
      () => decodeWeights(describedAs(text), "some.file"),
      (error) => isUserError(error, /^Cannot use some\.file: this version cannot build/),
      text,
    );
  }
});

Deno.test("TrainedParameters hand out the values in the order of their declaration", () => {
  const { parameters } = untrained(TINY["unet"]);
  const trained = new TrainedParameters(parameters, "x");
  for (const { shape, data } of parameters) {
    assert.deepEqual(trained.declare(shape).data, constant(data, shape).data);
  }
  trained.finish();
});

Deno.test("TrainedParameters of each network are refused by each other", () => {
  const build = (network: NetworkDescription, weightsOf: NetworkDescription) => {
    const trained = new TrainedParameters(untrained(weightsOf).parameters, "some.file");
    buildNetwork(network, input([1, 3, 8, 8]), trained);
    trained.finish();
  };
  const wider = { kind: "unet", options: { channels: [3, 4, 6] } } as const;
  const deeper = {
    kind: "difference",
    options: { patch: 2, channels: [4, 6], down: [1, 2], up: [1] },
  } as const;
  const all = [...Object.values(TINY), wider, deeper];
  for (const network of all) {
    for (const weightsOf of all) {
      if (network === weightsOf) build(network, weightsOf);
      else {
        assert.throws(
          () => build(network, weightsOf),
          (error) => isUserError(error, /^Cannot use some\.file: the weights are not those of/),
        );
      }
    }
  }
});

Deno.test("TrainedParameters are refused if one is missing, left over, or of another shape", () => {
  const one = { shape: [2, 3], data: new Float32Array(6) };
  const refused = (use: () => void) => assert.throws(use, (error) => isUserError(error));
  refused(() => new TrainedParameters([], "x").declare([2, 3]));
  refused(() => new TrainedParameters([one], "x").finish());
  refused(() => new TrainedParameters([one], "x").declare([3, 2]));
});
