/** A weighted least squares fit of numbers by sums of features. */
export class NormalEquations {
  readonly #rows: readonly Float64Array[];
  readonly #size: number;
  #weights = 0;

  /** @param size Features. */
  constructor(size: number) {
    this.#size = size;
    // The last row and column are of what is fitted.
    this.#rows = Array.from({ length: size + 1 }, () => new Float64Array(size + 1));
  }

  /** Adds an example. */
  add(features: readonly number[], value: number, weight: number): void {
    const all = [...features, value];
    this.#weights += weight;
    for (const [i, row] of this.#rows.entries()) {
      for (let k = 0; k <= this.#size; k++) row[k]! += weight * all[i]! * all[k]!;
    }
  }

  /** The features' weights, by elimination; the matrix is positive definite, so without pivots. */
  solve(): readonly number[] {
    const rows = this.#rows.map((row) => row.slice());
    const size = this.#size;
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        const factor = rows[j]![i]! / rows[i]![i]!;
        for (let k = i; k <= size; k++) rows[j]![k]! -= factor * rows[i]![k]!;
      }
    }
    const result = new Array<number>(size).fill(0);
    for (let i = size - 1; i >= 0; i--) {
      let sum = rows[i]![size]!;
      for (let k = i + 1; k < size; k++) sum -= rows[i]![k]! * result[k]!;
      result[i] = sum / rows[i]![i]!;
    }
    return result;
  }

  /** The weighted root mean square of what such weights leave. */
  error(weights: readonly number[]): number {
    const all = [...weights, -1];
    let sum = 0;
    this.#rows.forEach((row, i) => row.forEach((v, k) => sum += all[i]! * v * all[k]!));
    return Math.sqrt(sum / this.#weights);
  }
}
