/** The lines of a chart, each as its points; a point is [x, y], y downwards. */
export function curvesOf(svg: string): readonly (readonly (readonly [number, number])[])[] {
  return [...svg.matchAll(/<path d="([^"]*)" fill="none"/g)].map(([, path = ""]) =>
    [...path.matchAll(/[ML]([-\d.]+) ([-\d.]+)/g)].map(([, x, y]) =>
      [Number(x), Number(y)] as const
    )
  );
}

/** The texts of a chart, in the order in which they are drawn. */
export function textsOf(svg: string): readonly string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);
}
