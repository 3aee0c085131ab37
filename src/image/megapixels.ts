/**
 * Megapixels that a picture may have by default: enough for any camera, and a broken or hostile header
 * does not fill the memory.
 */
export const MOST_MEGAPIXELS = 150;
