/**
 * Typed arrays that several workers can read at once. Where the host has no shared memory
 * (a page without isolation headers) they are ordinary arrays, and messages copy them.
 */
const Buffer: new (byteLength: number) => ArrayBufferLike =
  typeof SharedArrayBuffer === 'undefined' ? ArrayBuffer : SharedArrayBuffer;

export const sharedFloat64 = (length: number): Float64Array => new Float64Array(new Buffer(length * 8));
export const sharedFloat32 = (length: number): Float32Array => new Float32Array(new Buffer(length * 4));
export const sharedUint32 = (length: number): Uint32Array => new Uint32Array(new Buffer(length * 4));
export const sharedUint8 = (length: number): Uint8Array => new Uint8Array(new Buffer(length));
