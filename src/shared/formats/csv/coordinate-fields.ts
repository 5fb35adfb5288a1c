/** Names that mean a coordinate, in lower case: the two lists go together position by position. */
const lonLatNames = {
  x: ['lon', 'long', 'lng', 'longitude', 'lengdegrad', 'longitud', 'lon_wgs84'],
  y: ['lat', 'latitude', 'breddegrad', 'latitud', 'breidd', 'lat_wgs84'],
};
const planeNames = {
  x: [
    'x',
    'east',
    'easting',
    'e',
    'øst',
    'ost',
    'oest',
    'aust',
    'öst',
    'x_coord',
    'xcoord',
    'coord_x',
    'x_koordinat',
    'xkoord',
    'koord_x',
    'utm_x',
    'utm_e',
    'utm_ost',
    'utm_øst',
    'point_x',
  ],
  y: [
    'y',
    'north',
    'northing',
    'n',
    'nord',
    'norr',
    'nordlig',
    'y_coord',
    'ycoord',
    'coord_y',
    'y_koordinat',
    'ykoord',
    'koord_y',
    'utm_y',
    'utm_n',
    'utm_nord',
    'point_y',
  ],
};

/** The two columns that hold coordinates, by position. */
export interface CoordinateFields {
  readonly x: number;
  readonly y: number;
  readonly degrees: boolean;
}

/** The columns whose names mean coordinates; null when there are none. */
export function coordinateFields(names: readonly string[]): CoordinateFields | null {
  const keys = names.map((name) => name.normalize().trim().toLowerCase());
  for (const [list, degrees] of [
    [lonLatNames, true],
    [planeNames, false],
  ] as const) {
    const x = keys.findIndex((key) => list.x.includes(key));
    const y = keys.findIndex((key) => list.y.includes(key));
    if (x >= 0 && y >= 0) return { x, y, degrees };
  }
  return null;
}
