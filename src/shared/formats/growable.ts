import { sharedFloat64, sharedUint8, sharedUint32 } from '../lib/buffers.ts';

/** A list of unsigned 32-bit numbers that grows by doubling; `toShared` gives an exact array. */
export class GrowableUint32 {
  values: Uint32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.values = new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  toShared(): Uint32Array {
    const exact = sharedUint32(this.length);
    exact.set(this.values.subarray(0, this.length));
    return exact;
  }
}

/** Bytes that grow by doubling. Call `reserve` before writing into `bytes` at `length`. */
export class GrowableBytes {
  bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 4096) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Room for `count` more bytes; gives the array to write into. */
  reserve(count: number): Uint8Array<ArrayBuffer> {
    if (this.length + count > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    return this.bytes;
  }

  toShared(): Uint8Array {
    const exact = sharedUint8(this.length);
    exact.set(this.bytes.subarray(0, this.length));
    return exact;
  }
}

/** Numbers that grow by doubling. */
export class GrowableFloat64 {
  values: Float64Array;
  length = 0;

  constructor(capacity = 4096) {
    this.values = new Float64Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  toShared(): Float64Array {
    const exact = sharedFloat64(this.length);
    exact.set(this.values.subarray(0, this.length));
    return exact;
  }
}
