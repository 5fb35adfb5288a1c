import type { GeometryGatherer, LayerKind } from '../gathering/geometry-gatherer.ts';
import type { ShapesByKind } from '../gathering/shapes-by-kind.ts';

/** What a cell of well-known text begins with, behind the number of a CRS if there is one. */
export const wktStart =
  /^(?:SRID=(\d{1,6});)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\s*(?:Z|M|ZM)?\s*(?:\(|EMPTY)/i;

const kinds: ReadonlyMap<string, LayerKind> = new Map([
  ['POINT', 'points'],
  ['LINESTRING', 'lines'],
  ['POLYGON', 'polygons'],
]);
const deepest = 8;
const token = /\s*([A-Za-z]+|[(),;]|[^\s(),;]+)/y;

class BrokenText extends Error {
  override readonly name = 'BrokenText';
}

/**
 * Takes well-known text apart, with or without heights and measures, which are passed over. Source: OGC 06-103r4, clause 7.
 */
export class WktReader {
  private readonly shapes: ShapesByKind;
  private text = '';
  private at = 0;
  private next = '';

  constructor(shapes: ShapesByKind) {
    this.shapes = shapes;
  }

  /** Adds a geometry to the running feature; false when the text is none, and then nothing is added. */
  read(text: string): boolean {
    this.text = text.replace(/^SRID=\d+;/i, '');
    this.at = 0;
    try {
      this.advance();
      this.geometry(0);
      if (this.next !== '') throw new BrokenText(this.next);
      return true;
    } catch (error) {
      if (!(error instanceof BrokenText)) throw error;
      this.shapes.cancel();
      return false;
    }
  }

  private advance(): void {
    token.lastIndex = this.at;
    const found = token.exec(this.text);
    this.next = found?.[1] ?? '';
    this.at = found === null ? this.text.length : token.lastIndex;
  }

  private take(text: string): boolean {
    if (this.next.toUpperCase() !== text) return false;
    this.advance();
    return true;
  }

  /** `( item, item, ... )`, or EMPTY. */
  private list(item: () => void): void {
    if (this.take('EMPTY')) return;
    if (!this.take('(')) throw new BrokenText(this.next);
    do item();
    while (this.take(','));
    if (!this.take(')')) throw new BrokenText(this.next);
  }

  private geometry(depth: number): void {
    // The letters of the dimension may be written together with the name.
    const word = this.next.toUpperCase().replace(/(?<=T|N|G)(Z|M|ZM)$/, '');
    this.advance();
    for (const letters of ['Z', 'M', 'ZM']) if (this.take(letters)) break;
    if (word === 'GEOMETRYCOLLECTION' && depth < deepest) {
      this.list(() => this.geometry(depth + 1));
      return;
    }
    const kind = kinds.get(word.replace(/^MULTI/, ''));
    if (kind === undefined) throw new BrokenText(word);
    const gatherer = this.shapes.of(kind);
    const part = () => this.part(gatherer);
    if (word.startsWith('MULTI')) this.list(kind === 'points' ? () => this.point(gatherer) : part);
    else part();
  }

  private part(gatherer: GeometryGatherer): void {
    if (gatherer.kind === 'points') this.list(() => this.vertex(gatherer));
    else if (gatherer.kind === 'lines') {
      this.list(() => this.vertex(gatherer));
      gatherer.endPath();
    } else {
      this.list(() => {
        this.list(() => this.vertex(gatherer));
        gatherer.endRing();
      });
      gatherer.endPolygon();
    }
  }

  /** A point of a multipoint has brackets of its own, or not. */
  private point(gatherer: GeometryGatherer): void {
    if (this.next === '(' || this.next.toUpperCase() === 'EMPTY') this.list(() => this.vertex(gatherer));
    else this.vertex(gatherer);
  }

  private vertex(gatherer: GeometryGatherer): void {
    const numbers: number[] = [];
    while (this.next !== '' && !/^[(),;]$/.test(this.next)) {
      numbers.push(Number(this.next));
      this.advance();
    }
    if (numbers.length < 2 || numbers.length > 4) throw new BrokenText(`${numbers.length} numbers`);
    gatherer.vertex(numbers[0], numbers[1]);
  }
}
