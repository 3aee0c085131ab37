import { constant, sameShape, type Shape, type Tensor } from "../graph/mod.ts";
import type { NetworkDescription } from "../nn/networks.ts";
import type { ParameterSource } from "../nn/parameters.ts";
import { UserError } from "../errors.ts";
import { parseNetwork } from "./parse_network.ts";
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from "./safetensors.ts";

/** A trained network. */
export interface Weights {
  /** What to build. */
  readonly network: NetworkDescription;
  /** Its parameters, in the order in which the network declares them. */
  readonly parameters: readonly StoredTensor[];
  /** What is known of it: steps, data, what it measured. */
  readonly notes: Readonly<Record<string, string>>;
}

/**
 * Writes a network to the bytes of a `safetensors` file, as 16-bit floats.
 *
 * @param weights The network.
 * @returns The file.
 */
export function encodeWeights({ network, parameters, notes }: Weights): Uint8Array<ArrayBuffer> {
  const name = (i: number) => `parameter.${String(i).padStart(3, "0")}`;
  const tensors = Object.fromEntries(parameters.map((tensor, i) => [name(i), tensor]));
  const metadata = { ...notes, network: JSON.stringify(network) };
  return encodeSafetensors({ tensors, metadata }, "F16");
}

/**
 * Reads what {@linkcode encodeWeights} wrote.
 *
 * @param bytes The file.
 * @param name What to call it in an error.
 * @returns The network.
 * @throws {UserError} If it is not such a file.
 */
export function decodeWeights(bytes: Uint8Array, name: string): Weights {
  const { tensors, metadata: { network: described, ...notes } } = decodeSafetensors(bytes, name);
  if (described === undefined) {
    throw new UserError(`Cannot use ${name}: it does not say what network its weights are of`);
  }
  const network = parseNetwork(described);
  if (!network) {
    throw new UserError(`Cannot use ${name}: this version cannot build the network that it names`);
  }
  const inOrder = Object.entries(tensors).toSorted(([a], [b]) => a < b ? -1 : 1);
  return {
    network,
    parameters: inOrder.map(([, tensor]) => tensor),
    notes,
  };
}

/** Parameters as they were trained, handed out in the order in which a network asks for them. */
export class TrainedParameters implements ParameterSource {
  #next = 0;

  /**
   * @param parameters In the order of their declaration.
   * @param name What to call their file in an error.
   */
  constructor(readonly parameters: readonly StoredTensor[], readonly name: string) {}

  declare(shape: Shape): Tensor {
    const stored = this.parameters[this.#next++];
    if (!stored || !sameShape(stored.shape, shape)) throw this.#foreign();
    return constant(stored.data, shape);
  }

  /** Checks, when the network is built, that it asked for all of them. */
  finish(): void {
    if (this.#next < this.parameters.length) throw this.#foreign();
  }

  #foreign(): UserError {
    return new UserError(
      `Cannot use ${this.name}: the weights are not those of the network that is named with them`,
    );
  }
}
