/** A field of a table that is written: its slot, how many bytes it takes in the table, and the writing of it. */
export interface FlatField {
  readonly slot: number;
  readonly size: 1 | 2 | 4 | 8;
  write(builder: FlatBuilder): void;
}

const encoder = new TextEncoder();

/**
 * Builds one FlatBuffer from its end to its beginning, as the format wants it: what is pointed at is written before what
 * points at it. A place is told by its distance from the end. Alignment counts from the size prefix.
 * Source: the FlatBuffers binary format ("Internals").
 */
export class FlatBuilder {
  private bytes = new Uint8Array(4096);
  private view = new DataView(this.bytes.buffer);
  private widest = 4;
  /** Bytes written so far. */
  length = 0;

  /** Forgets everything, to build the next buffer in the same memory. */
  clear(): void {
    this.length = 0;
    this.widest = 4;
  }

  u8(value: number): void {
    this.view.setUint8(this.take(1), value);
  }

  u16(value: number): void {
    this.view.setUint16(this.take(2), value, true);
  }

  u32(value: number): void {
    this.view.setUint32(this.take(4), value, true);
  }

  u64(value: number): void {
    this.view.setBigUint64(this.take(8), BigInt(value), true);
  }

  /** A pointer to a place written before. */
  pointer(place: number): void {
    const at = this.take(4);
    this.view.setUint32(at, this.length - place, true);
  }

  /** A vector of bytes; returns its place. */
  bytesVector(bytes: Uint8Array): number {
    this.align(4, bytes.length);
    this.room(bytes.length);
    this.length += bytes.length;
    this.bytes.set(bytes, this.bytes.length - this.length);
    this.u32(bytes.length);
    return this.length;
  }

  /** A text, ended by a zero byte that its length does not count; returns its place. */
  text(text: string): number {
    const bytes = encoder.encode(text);
    this.align(4, bytes.length + 1);
    this.u8(0);
    this.room(bytes.length);
    this.length += bytes.length;
    this.bytes.set(bytes, this.bytes.length - this.length);
    this.u32(bytes.length);
    return this.length;
  }

  /** A vector of doubles: `count` numbers, of which number n is `valueAt(n)`; returns its place. */
  doubles(count: number, valueAt: (index: number) => number): number {
    this.align(8, 8 * count);
    this.room(8 * count + 4);
    this.length += 8 * count;
    const start = this.bytes.length - this.length;
    for (let index = 0; index < count; index++) this.view.setFloat64(start + 8 * index, valueAt(index), true);
    this.u32(count);
    return this.length;
  }

  /** A vector of unsigned 32-bit numbers; returns its place. */
  integers(values: readonly number[]): number {
    this.align(4, 4 * values.length);
    for (let index = values.length - 1; index >= 0; index--) this.u32(values[index]);
    this.u32(values.length);
    return this.length;
  }

  /** A vector of pointers to places; returns its place. */
  pointers(places: readonly number[]): number {
    this.align(4, 4 * places.length);
    for (let index = places.length - 1; index >= 0; index--) this.pointer(places[index]);
    this.u32(places.length);
    return this.length;
  }

  /** A table with these fields, its description before it; returns its place. */
  table(fields: readonly FlatField[]): number {
    const end = this.length;
    const places = new Map<number, number>();
    for (const field of [...fields].sort((a, b) => b.size - a.size)) {
      this.align(field.size, 0);
      field.write(this);
      places.set(field.slot, this.length);
    }
    const at = this.take(4);
    const table = this.length;
    const fromEnd = this.bytes.length - at;
    const slots = fields.reduce((most, { slot }) => Math.max(most, slot + 1), 0);
    for (let slot = slots - 1; slot >= 0; slot--) {
      const place = places.get(slot);
      this.u16(place === undefined ? 0 : table - place);
    }
    this.u16(table - end);
    this.u16(4 + 2 * slots);
    this.view.setInt32(this.bytes.length - fromEnd, this.length - table, true);
    return table;
  }

  /** The finished buffer around its root table, with its size in front; a copy. */
  finish(root: number): Uint8Array<ArrayBuffer> {
    this.align(this.widest, 8);
    this.pointer(root);
    this.u32(this.length);
    return this.bytes.slice(this.bytes.length - this.length);
  }

  /** Zeros until what follows after `extra` more bytes lies on a multiple of `size` from the end. */
  private align(size: number, extra: number): void {
    this.widest = Math.max(this.widest, size);
    while ((this.length + extra) % size !== 0) {
      this.room(1);
      this.length++;
      this.bytes[this.bytes.length - this.length] = 0;
    }
  }

  /** Room for an aligned value of `size` bytes; returns its index. */
  private take(size: number): number {
    this.align(size, 0);
    this.room(size);
    this.length += size;
    return this.bytes.length - this.length;
  }

  private room(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    let capacity = this.bytes.length;
    while (capacity < this.length + size) capacity *= 2;
    const larger = new Uint8Array(capacity);
    larger.set(this.bytes.subarray(this.bytes.length - this.length), capacity - this.length);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}
