/**
 * The probability that a logistic regression gives.
 *
 * @param logit Its logarithm of odds.
 * @returns 1 / (1 + exp(-logit)), 0 to 1.
 */
export function likelihood(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** A regression: the factor of each feature, by name, and a constant. */
export interface Regression<Name extends string> {
  readonly factors: Readonly<Record<Name, number>>;
  readonly constant: number;
}

/**
 * The logarithm of odds of a logistic regression.
 *
 * @param regression Factors and constant.
 * @param features The value of each feature, by name.
 * @returns constant + sum of factor * value.
 */
export function logit<Name extends string>(
  { factors, constant }: Regression<Name>,
  features: Readonly<Record<Name, number>>,
): number {
  const names = Object.keys(factors) as Name[];
  return names.reduce((sum, name) => sum + factors[name] * features[name], constant);
}
