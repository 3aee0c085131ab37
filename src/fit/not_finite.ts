/** A step that yields a value that is not finite. What it leaves behind is of no use. */
export class NotFinite extends Error {
  override readonly name = "NotFinite";

  /**
   * @param step Its number, from 1.
   * @param reason Which value it is, such as `its total loss is NaN`.
   */
  constructor(readonly step: number, readonly reason: string) {
    super(`Step ${step} is not finite: ${reason}`);
  }
}
