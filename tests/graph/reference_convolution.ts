import { numberOf, type Shape, sizeOf, type Tensor } from "../../src/graph/mod.ts";
import { at, type Kernel } from "./reference_index.ts";

// y[n,k,i,j] = sum over c,r,s of x[n,first+c,i*stride+r-padding,j*stride+s-padding] w[k,c,r,s]
//
// where `first` is the first channel of the group that filter k belongs to and x is 0 outside,
// is a sum of products of three places. Each kernel visits the same products, and adds up in the
// place that is its result.

/** Kernels of the convolution and of its two transposes. */
export const CONVOLUTION: Readonly<Record<string, Kernel>> = {
  conv2d: (node, x, w) => {
    const y = new Float64Array(node.size);
    eachProduct(x.shape, w.shape, node.shape, node, (inX, inW, inY) => {
      y[inY] = at(y, inY) + at(x.data, inX) * at(w.data, inW);
    });
    return y;
  },
  conv2dInputGradient: (node, g, w) => {
    const x = new Float64Array(node.size);
    eachProduct(node.shape, w.shape, g.shape, node, (inX, inW, inY) => {
      x[inX] = at(x, inX) + at(g.data, inY) * at(w.data, inW);
    });
    return x;
  },
  conv2dFilterGradient: (node, x, g) => {
    const w = new Float64Array(node.size);
    eachProduct(x.shape, node.shape, g.shape, node, (inX, inW, inY) => {
      w[inW] = at(w, inW) + at(x.data, inX) * at(g.data, inY);
    });
    return w;
  },
};

/** Visits the places, in x, w and y, of all the products that a convolution adds up. */
function eachProduct(
  x: Shape,
  w: Shape,
  y: Shape,
  node: Tensor,
  visit: (inX: number, inW: number, inY: number) => void,
): void {
  const [stride, groups] = [numberOf(node, "stride"), numberOf(node, "groups")];
  const padding = numberOf(node, "padding");
  const [allChannels, height, width] = [at(x, 1), at(x, 2), at(x, 3)];
  const [filters, channels, rows, columns] = [at(w, 0), at(w, 1), at(w, 2), at(w, 3)];
  const perImage = sizeOf(y.slice(1));
  const perFilter = sizeOf(y.slice(2));
  for (let inY = 0; inY < sizeOf(y); inY++) {
    const n = Math.floor(inY / perImage);
    const k = Math.floor(inY / perFilter) % filters;
    const top = Math.floor((inY % perFilter) / at(y, 3)) * stride - padding;
    const left = (inY % at(y, 3)) * stride - padding;
    const first = Math.floor(k / (filters / groups)) * channels;
    for (let c = 0; c < channels; c++) {
      for (let r = 0; r < rows; r++) {
        for (let s = 0; s < columns; s++) {
          if (top + r < 0 || top + r >= height || left + s < 0 || left + s >= width) continue;
          const inX = ((n * allChannels + first + c) * height + top + r) * width + left + s;
          const inW = ((k * channels + c) * rows + r) * columns + s;
          visit(inX, inW, inY);
        }
      }
    }
  }
}
