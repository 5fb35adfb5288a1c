import { describe, expect, it } from 'vitest';
import {
  accepted,
  datasetOf,
  filesOf,
  someAreas,
  someColumns,
  somePoints,
} from '../../../../test/builders/layers-built.ts';
import { hasOgr, ogrinfo } from '../../../../test/builders/ogr.ts';
import { textColumn } from '../../dataset/columns.ts';
import { createRandom } from '../../lib/random.ts';
import { hilbertOrder, nodeSize, packedTree } from './hilbert-tree.ts';
import { flatGeobufOutput } from './write-flatgeobuf.ts';

const random = createRandom(7);
const manyBoxes = (count: number) =>
  Float64Array.from({ length: 4 * count }, (_, at) => (at % 4 < 2 ? 0 : 1) + Math.floor(at / 4)).map(
    (value, at) => value + (at % 2 === 0 ? random.next() : 10 * random.next()),
  );

describe('the packed tree', () => {
  it('finds exactly what a look at every box finds', () => {
    for (const count of [1, 2, 15, 16, 17, 400]) {
      const boxes = manyBoxes(count);
      if (count > 2) boxes.fill(Number.NaN, 8, 12);
      const order = hilbertOrder(boxes);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, row) => row));
      const offsets = Float64Array.from(order, (_, at) => 100 * at);
      const tree = packedTree(boxes, order, offsets);
      for (let ask = 0; ask < 20; ask++) {
        const [x, y] = [count * random.next(), 10 * random.next()];
        const wanted = [x, y, x + 0.1 * count, y + 2] as const;
        const found = search(tree, count, wanted).map((offset) => order[offset / 100]);
        const meets = Array.from({ length: count }, (_, row) => row).filter((row) => meetsBox(boxes, row, wanted));
        expect(found.sort((a, b) => a - b)).toEqual(meets);
      }
    }
  });

  it('puts near things near each other', () => {
    const boxes = new Float64Array(4 * 1024);
    for (let row = 0; row < 1024; row++) boxes.set([row % 32, row >> 5, row % 32, row >> 5], 4 * row);
    const order = hilbertOrder(boxes);
    let longest = 0;
    for (let at = 1; at < 1024; at++)
      longest = Math.max(
        longest,
        Math.abs((order[at] % 32) - (order[at - 1] % 32)) + Math.abs((order[at] >> 5) - (order[at - 1] >> 5)),
      );
    expect(longest).toBe(1);
  });
});

type Box = readonly [number, number, number, number];

const meetsBox = (boxes: Float64Array, row: number, [minX, minY, maxX, maxY]: Box): boolean =>
  boxes[4 * row] <= maxX && boxes[4 * row + 2] >= minX && boxes[4 * row + 1] <= maxY && boxes[4 * row + 3] >= minY;

/** A search written from the format's description, level by level. */
function search(tree: Uint8Array, count: number, [minX, minY, maxX, maxY]: Box): number[] {
  const view = new DataView(tree.buffer, tree.byteOffset);
  const leaves = tree.length / 40 - count;
  const found: number[] = [];
  const visit = (from: number, to: number): void => {
    for (let node = from; node < to; node++) {
      const [a, b, c, d] = [0, 8, 16, 24].map((at) => view.getFloat64(40 * node + at, true));
      if (!(a <= maxX && c >= minX && b <= maxY && d >= minY)) continue;
      const offset = Number(view.getBigUint64(40 * node + 32, true));
      if (node >= leaves) found.push(offset);
      else visit(offset, Math.min(offset + nodeSize, levelEnd(offset)));
    }
  };
  const levelEnd = (child: number): number => {
    let end = tree.length / 40;
    for (let nodes = count; ; nodes = Math.ceil(nodes / nodeSize)) {
      if (child >= end - nodes) return end;
      end -= nodes;
    }
  };
  visit(0, 1);
  return found;
}

describe('flatGeobufOutput', () => {
  it('begins with the magic bytes and gives the same bytes twice', () => {
    const output = accepted(flatGeobufOutput({ name: 'lag', dataset: datasetOf(someAreas, someColumns) }));
    const [file] = filesOf(output);
    expect(file.name).toBe('lag.fgb');
    expect([...file.bytes.subarray(0, 8)]).toEqual([0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0]);
    expect(filesOf(output)[0].bytes).toEqual(file.bytes);
  });

  it('numbers names that repeat and says so', () => {
    const columns = [textColumn('a', ['1']), textColumn('a', ['2'])];
    const points = { ...somePoints, featureStart: Uint32Array.of(0, 1) } as const;
    const { issues } = accepted(flatGeobufOutput({ name: 'x', dataset: datasetOf(points, columns) }));
    expect(issues).toMatchObject([{ code: 'names-made-unique', details: { count: 1, names: 'a > a_2' } }]);
  });
});

describe.skipIf(!hasOgr)('GDAL reads FlatGeobuf (skipped where ogrinfo is not installed)', () => {
  const output = accepted(flatGeobufOutput({ name: 'lag', dataset: datasetOf(someAreas, someColumns) }));

  it('finds features, types, text, dates, the CRS, and complains of nothing', () => {
    const { stdout, stderr } = ogrinfo(output);
    expect(stderr).toBe('');
    for (const text of [
      'Geometry: Multi Polygon',
      'Feature Count: 3',
      'ID["EPSG",25833]]\nData axis',
      'antall: Integer64',
      'dato: DateTime',
      'hoved: Integer(Boolean)',
      'navn (String) = Guovdageaidnu šžčđŋŧ',
      'dato (DateTime) = 2024/10/04 00:00:00',
      '((200 0'.replace('200 0', '450200 7350000'),
      '(450020 7350020,450020 7350040,450040 7350040,450040 7350020,450020 7350020)',
    ])
      expect(stdout).toContain(text);
  });

  it('finds by the index', () => {
    const { stdout } = ogrinfo(output, '-spat', '450290', '7349990', '450400', '7350100');
    expect(stdout).toContain('OGRFeature(lag):');
    expect(stdout.match(/OGRFeature/g)).toHaveLength(1);
    expect(stdout).toContain('Guovdageaidnu');
  });
});
