/** What an evaluation during training found. */
export interface Evaluated {
  /** Steps done. */
  readonly step: number;
  /** Mean loss since the evaluation before. */
  readonly loss: number;
  /** Mean paired PSNR of the averaged weights on the validation pairs, dB. */
  readonly psnr: number;
  /** That of the copy, dB. */
  readonly copy: number;
  /** Root mean square of the difference between its two layers: 0 if it answers one picture twice. */
  readonly apart: number;
  /** Seconds of training so far. */
  readonly seconds: number;
}
