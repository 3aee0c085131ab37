import { add, concat, input, mul, resizeBilinear, type Tensor } from "../../graph/mod.ts";
import { adam } from "../../fit/adam.ts";
import { crossroadLoss } from "../../losses/crossroad.ts";
import { critic } from "../../nn/critic.ts";
import { buildNetwork } from "../../nn/networks.ts";
import { Parameters } from "../../nn/parameters.ts";
import { Random } from "../../random.ts";
import { judge } from "./judge.ts";
import type { TrainingSettings } from "./settings.ts";
import { averaged, batchInputs, BLOCKS, type TrainingGraph } from "./training_graph.ts";

/** Weight of what the critics say in the loss of the network. */
const WEIGHT = 1e-3;
/** Share of the steps, at the beginning, in which the critics are silent. */
const SILENT = 0.05;
/** Side of the pictures that the separation critic sees. */
const SMALL = 64;
/** Decay of the first moments, as published. */
const BETA1 = 0.5;
const CHANNELS = [32, 64];
const SEPARATION_CHANNELS = [32, 64, 128];

type Pair = readonly [Tensor, Tensor];

/**
 * Writes a step of deep adversarial decomposition (Zou et al. 2020): a network under the crossroad
 * loss; critics of each layer beside its mixture; and a separation critic that tells two layers from
 * two that still hold something of each other. Network and critics are updated in the same step.
 *
 * @param settings Network, batch, size, rate, seed.
 * @returns The graph. Beside a batch it is fed what the critics take for false: `past mixture`,
 * `past first` and `past second`, of earlier steps, and `false first` and `false second` for the
 * separation critic. Its results are `loss`, that of the network without the critics; `persuasion`, what
 * the critics add to it; `critics`, the loss of these; and the layers, `layer 1` and `layer 2`.
 */
export function buildAdversarial(settings: TrainingSettings): TrainingGraph {
  const { network, batch, size, rate, seed, steps } = settings;
  const { mixture, first, second } = batchInputs(settings);
  const picture = () => input([batch, 3, size, size]);
  const past = { mixture: picture(), first: picture(), second: picture() };
  const wrong: Pair = [picture(), picture()];
  const critics = input([]);

  const parameters = new Parameters(new Random(seed, "weights"), BLOCKS);
  const layers = buildNetwork(network, mixture, parameters);
  const judges = new Parameters(new Random(seed, "critics"), "critic ");
  const beside = (mixture: Tensor, layer: Tensor) => concat([mixture, layer], 1);
  const verdicts = [
    judge(
      (x) => critic(x, CHANNELS, judges),
      beside(mixture, first),
      beside(past.mixture, past.first),
      beside(mixture, layers[0]),
    ),
    judge(
      (x) => critic(x, CHANNELS, judges),
      beside(mixture, second),
      beside(past.mixture, past.second),
      beside(mixture, layers[1]),
    ),
    judge(
      (x) => critic(x, SEPARATION_CHANNELS, judges),
      small([first, second]),
      small(wrong),
      small(layers),
    ),
  ];
  const sum = (tensors: readonly Tensor[]) => tensors.reduce((total, term) => add(total, term));
  const loss = crossroadLoss(layers, [first, second]);
  const persuasion = sum(verdicts.map(({ network }) => network));
  const criticism = sum(verdicts.map(({ critic }) => critic));
  const whole = add(loss, mul(persuasion, mul(critics, WEIGHT)));
  const own = adam(whole, parameters, { rate, beta1: BETA1 });
  const theirs = adam(mul(criticism, critics), judges, { rate, beta1: BETA1 });
  const averages = averaged(parameters, own, settings.average);
  const silent = Math.ceil(SILENT * steps);
  return {
    program: {
      feeds: {
        mixture,
        first,
        second,
        "past mixture": past.mixture,
        "past first": past.first,
        "past second": past.second,
        "false first": wrong[0],
        "false second": wrong[1],
        critics,
        ...own.feeds,
        ...criticsOwn(theirs.feeds),
        ...averages.feeds,
      },
      state: { ...own.state, ...theirs.state, ...averages.state },
      results: { loss, persuasion, critics: criticism, "layer 1": layers[0], "layer 2": layers[1] },
    },
    initial: { ...own.initial, ...theirs.initial, ...averages.initial },
    feed: (step, factor) => {
      // The critics' moments begin with their first word.
      const critical = theirs.feed(Math.max(0, step - silent), factor);
      return {
        ...own.feed(step, factor),
        ...criticsOwn(critical),
        ...averages.feed(step),
        critics: Float32Array.of(step < silent ? 0 : 1),
      };
    },
  };
}

/** The feeds of the critics' optimiser, by other names than those of the network's. */
function criticsOwn<T>(feeds: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, value]) => [`critics' ${name}`, value]),
  );
}

function small(layers: Pair): Tensor {
  return resizeBilinear(concat(layers, 1), [SMALL, SMALL]);
}
