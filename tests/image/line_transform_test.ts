import assert from "node:assert/strict";
import { lineTransform } from "../../src/image/line_transform.ts";
import { Random } from "../../src/random.ts";

for (const length of [1, 2, 3, 8, 12, 31, 100]) {
  Deno.test(`lineTransform() of ${length} values is the sum that defines it, and has its inverse`, () => {
    const generator = new Random(length, "values");
    const normals = () => Float64Array.from({ length }, () => generator.normal());
    const [re, im] = [normals(), normals()];
    const transform = lineTransform(length);
    const line = { re: re.slice(), im: im.slice() };
    transform(line);
    for (let u = 0; u < length; u++) {
      let [x, y] = [0, 0];
      for (let i = 0; i < length; i++) {
        const angle = -2 * Math.PI * u * i / length;
        x += re[i]! * Math.cos(angle) - im[i]! * Math.sin(angle);
        y += re[i]! * Math.sin(angle) + im[i]! * Math.cos(angle);
      }
      assert.ok(Math.hypot(line.re[u]! - x, line.im[u]! - y) < 1e-11);
    }
    transform({ re: line.im, im: line.re });
    line.re.forEach((v, i) => assert.ok(Math.abs(v / length - re[i]!) < 1e-11));
    line.im.forEach((v, i) => assert.ok(Math.abs(v / length - im[i]!) < 1e-11));
  });
}
