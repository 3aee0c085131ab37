/** What frames a picture, such as the paper of a print: pixels of it on each side, 0 or more. */
export interface Border {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** No border. */
export const NO_BORDER: Border = { left: 0, top: 0, right: 0, bottom: 0 };
