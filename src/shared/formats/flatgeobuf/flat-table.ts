/** Bytes that make no FlatBuffer: a place or length outside of it. */
export class DamagedBuffer extends Error {
  override readonly name = 'DamagedBuffer';
}

/** A vector inside a buffer: its first element and how many there are. */
export interface FlatVector {
  readonly at: number;
  readonly length: number;
}

/**
 * A table of a FlatBuffer, read in place. Every place is checked against the view, which holds this one buffer and no more:
 * what leads out of it throws `DamagedBuffer` or, from the view itself, `RangeError`.
 * Source: the FlatBuffers binary format ("Internals").
 */
export class FlatTable {
  readonly view: DataView;
  private readonly at: number;
  private readonly slots: number;
  private readonly size: number;

  private constructor(view: DataView, at: number) {
    this.view = view;
    this.at = at;
    this.slots = at - view.getInt32(at, true);
    this.size = view.getUint16(this.slots, true);
  }

  /** The root table of the buffer. */
  static root(view: DataView): FlatTable {
    return new FlatTable(view, view.getUint32(0, true));
  }

  /** Place of a field; 0 where the table leaves it out. */
  private field(slot: number): number {
    const entry = 4 + 2 * slot;
    if (entry + 2 > this.size) return 0;
    const offset = this.view.getUint16(this.slots + entry, true);
    return offset === 0 ? 0 : this.at + offset;
  }

  u8(slot: number, otherwise: number): number {
    const at = this.field(slot);
    return at === 0 ? otherwise : this.view.getUint8(at);
  }

  u16(slot: number, otherwise: number): number {
    const at = this.field(slot);
    return at === 0 ? otherwise : this.view.getUint16(at, true);
  }

  i32(slot: number, otherwise: number): number {
    const at = this.field(slot);
    return at === 0 ? otherwise : this.view.getInt32(at, true);
  }

  /** An unsigned 64-bit number, rounded beyond 2^53. */
  u64(slot: number): number {
    const at = this.field(slot);
    return at === 0 ? 0 : Number(this.view.getBigUint64(at, true));
  }

  /** A vector of elements of `size` bytes, wholly inside the buffer; null where there is none. */
  vector(slot: number, size: number): FlatVector | null {
    const field = this.field(slot);
    if (field === 0) return null;
    const at = field + this.view.getUint32(field, true);
    const length = this.view.getUint32(at, true);
    if (length * size > this.view.byteLength - at - 4) throw new DamagedBuffer(`a vector of ${length}`);
    return { at: at + 4, length };
  }

  /** A table of a vector of tables. */
  tableAt({ at }: FlatVector, index: number): FlatTable {
    const place = at + 4 * index;
    return new FlatTable(this.view, place + this.view.getUint32(place, true));
  }

  table(slot: number): FlatTable | null {
    const field = this.field(slot);
    return field === 0 ? null : new FlatTable(this.view, field + this.view.getUint32(field, true));
  }

  bytes(slot: number): Uint8Array {
    const found = this.vector(slot, 1);
    if (found === null) return new Uint8Array(0);
    return new Uint8Array(this.view.buffer, this.view.byteOffset + found.at, found.length);
  }

  /** A text; '' where there is none. */
  text(slot: number): string {
    return decoder.decode(this.bytes(slot));
  }
}

const decoder = new TextDecoder();
