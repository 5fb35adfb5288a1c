/** Longitude and latitude of every tuple `longitude,latitude[,height]`; NaN where one is no number. Blanks part tuples. */
export function parseCoordinates(text: string): number[] {
  const xy: number[] = [];
  // Blanks around the commas of a tuple are against the rule and common.
  for (const tuple of text.replace(/\s*,\s*/g, ',').split(/\s+/)) {
    if (tuple === '') continue;
    const [x, y] = tuple.split(',', 2);
    xy.push(numberOf(x), numberOf(y));
  }
  return xy;
}

/** Longitude and latitude of a place of a track, which has blanks between its numbers. */
export function parseTrackPlace(text: string): readonly [number, number] {
  const [x, y] = text.trim().split(/\s+/, 2);
  return [numberOf(x), numberOf(y)];
}

const numberOf = (text: string | undefined): number => (text ? Number(text) : Number.NaN);
