/** A list of numbers in one typed array that grows by doubling and is reused. */
export class NumberList {
  values: Float64Array;
  length = 0;

  constructor(capacity = 256) {
    this.values = new Float64Array(capacity);
  }

  /** Makes room for so many numbers more. */
  reserve(more: number): void {
    if (this.length + more <= this.values.length) return;
    const larger = new Float64Array(Math.max(this.length + more, 2 * this.values.length));
    larger.set(this.values.subarray(0, this.length));
    this.values = larger;
  }

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(1);
    this.values[this.length++] = value;
  }

  /** The numbers themselves, not a copy. */
  view(): Float64Array {
    return this.values.subarray(0, this.length);
  }
}
