/** What a covariance varies most along. */
export interface PrincipalPart {
  /** A unit vector, its sum not negative, [n]. */
  readonly direction: Float64Array;
  /** The variance along it, as a share of the whole: 1 if there is no other. */
  readonly share: number;
}

const ROUNDS = 60;

/**
 * Finds the directions that a covariance varies most along, its leading eigenvectors, by orthogonal
 * iteration (Golub and Van Loan, Matrix Computations, 8.2).
 *
 * @param covariance Symmetric, [n,n].
 * @param count How many, at most n.
 * @returns The directions, the first the widest. All of share 0 where nothing varies.
 */
export function principalParts(covariance: Float32Array, count: number): PrincipalPart[] {
  const n = Math.round(Math.sqrt(covariance.length));
  const trace = Array.from({ length: n }, (_, i) => covariance[i * n + i] as number)
    .reduce((sum, v) => sum + v, 0);
  // What is not quite a covariance has negative shares, which are not to be taken for large ones.
  const shift = trace / 20;
  // To begin with: one half wave, two, ..., none of which is likely to be at right angles to all.
  let vectors: Float64Array[] = Array.from(
    { length: count },
    (_, k) => Float64Array.from({ length: n }, (_, i) => Math.cos(Math.PI * k * (i + 0.5) / n)),
  );
  for (let round = 0; round < ROUNDS; round++) {
    vectors = orthonormal(
      vectors.map((v) => times(covariance, v).map((x, i) => x + shift * (v[i] as number))),
    );
  }
  return vectors.map((v) => {
    const sum = v.reduce((a, b) => a + b, 0);
    const variance = dot(v, times(covariance, v));
    return {
      direction: sum < 0 ? v.map((x) => -x) : v,
      share: trace > 0 ? variance / trace : 0,
    };
  });
}

/** Gram and Schmidt. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = [];
  for (const vector of vectors) {
    let rest = vector;
    for (const other of done) {
      const part = dot(rest, other);
      rest = rest.map((x, i) => x - part * (other[i] as number));
    }
    const length = Math.sqrt(dot(rest, rest));
    done.push(length > 0 ? rest.map((x) => x / length) : rest);
  }
  return done;
}

function times(matrix: Float32Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  const result = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (matrix[i * n + j] as number) * (vector[j] as number);
    result[i] = sum;
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
