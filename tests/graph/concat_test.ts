import assert from "node:assert/strict";
import { concat, input, slice, type Tensor } from "../../src/graph/mod.ts";

const WHOLE = input([2, 6, 4]);

function cut(from: number, channels: number, x: Tensor = WHOLE): Tensor {
  return slice(x, [0, from, 0], [2, channels, 4]);
}

Deno.test("concat() of what was cut apart is the whole", () => {
  assert.equal(concat([cut(0, 1), cut(1, 3), cut(4, 2)], 1), WHOLE);
});

Deno.test("concat() of one part is the part", () => {
  assert.equal(concat([WHOLE], 0), WHOLE);
});

const OTHERS: Readonly<Record<string, () => Tensor>> = {
  "in another order": () => concat([cut(3, 3), cut(0, 3)], 1),
  "with a part missing in between": () => concat([cut(0, 2), cut(3, 3)], 1),
  "without the end": () => concat([cut(0, 2), cut(2, 3)], 1),
  "without the beginning": () => concat([cut(1, 2), cut(3, 3)], 1),
  "along another axis": () => concat([cut(0, 3), cut(3, 3)], 2),
  "of two tensors": () => concat([cut(0, 3), cut(3, 3, input([2, 6, 4]))], 1),
  "of narrower slices": () =>
    concat([0, 3].map((from) => slice(WHOLE, [0, from, 0], [2, 3, 3])), 1),
  "beside what was not cut": () => concat([cut(0, 3), input([2, 3, 4])], 1),
};

for (const [name, join] of Object.entries(OTHERS)) {
  Deno.test(`concat() of slices ${name} is a tensor of its own`, () => {
    assert.equal(join().operator.name, "concat");
  });
}
