/** Whether this machine keeps the low byte of a number first, as nearly all do and as GeoPackage geometries are written. */
export const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
