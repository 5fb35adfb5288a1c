/**
 * Reads the counts and part starts that polylines and polygons share and checks them against the record's length.
 * `starts` receives parts + 1 numbers, the last one being the number of points.
 * Returns the number of parts, or -1 when the record contradicts itself.
 */
export function readPartTable(view: DataView, at: number, length: number, starts: { values: Int32Array }): number {
  if (length < 40) return -1;
  const parts = view.getInt32(at + 32, true);
  const points = view.getInt32(at + 36, true);
  if (parts < 0 || points < 0 || 40 + parts * 4 + points * 16 > length) return -1;
  if (parts === 0 || points === 0) return 0;
  if (starts.values.length < parts + 1) starts.values = new Int32Array((parts + 1) * 2);
  const values = starts.values;
  let previous = 0;
  for (let part = 0; part < parts; part++) {
    const start = view.getInt32(at + 40 + part * 4, true);
    if (start < previous || start > points) return -1;
    values[part] = start;
    previous = start;
  }
  values[parts] = points;
  return parts;
}
