import type { Column, Dataset } from '../dataset/types.ts';
import type { DbfField } from '../formats/shapefile/write-dbf.ts';
import { createRandom } from '../lib/random.ts';
import { type Blob, blobRing, coveringBlobs } from './bench-constraints.ts';
import { type BenchLattice, benchLattice, crossRing } from './bench-lattice.ts';
import { type BenchLayer, number, pointLayer, text } from './bench-layers.ts';
import { benchStudy } from './bench-study.ts';
import { benchDataset, pathGeometry, ringGeometry } from './bench-table.ts';
import { hash01 } from './noise.ts';
import { booleans, dates, numbers, texts } from './table.ts';

/** Sizes of the benchmark: 2,000, 20,000, 100,000 and 1,000,000 plots. */
export type BenchSize = 'S' | 'M' | 'L' | 'XL';

/** A whole set: layers of the reference job and the study that runs it. */
export interface BenchSet {
  readonly layers: readonly BenchLayer[];
  readonly study: string;
}

const lattices: Readonly<Record<BenchSize, readonly [columns: number, rows: number]>> = {
  S: [50, 40],
  M: [160, 125],
  L: [400, 250],
  XL: [1000, 1000],
};

/** Mean side of a plot, metres. */
const side = 60;
/** Plots a zone is wide. */
const zoneWidth = 10;
/** Share of the area under constraints, of plots and of constraints that cross themselves, vertices of constraints a plot. */
const constrained = 0.41;
const crossedPlots = 0.03;
const crossedConstraints = 0.02;
const constraintVertices = 10;
/** Rows of geometry a block holds at most. */
const blockPlots = 40_000;
const blockVertices = 400_000;

/**
 * The reference data of a size: a gapless crooked lattice of plots (29 vertices each in the mean), constraints
 * that cover 41 % of it, zones that tile it, roads along plot borders, points. The same seed gives the same rows.
 */
export function generateBenchSet(size: BenchSize, seed: number): BenchSet {
  const [columns, rows] = lattices[size];
  const plots = benchLattice(columns, rows, side, { inner: 6, more: 0.25, stray: 0.7, nodes: 0.4 }, seed);
  const count = columns * rows;
  const extent = { width: columns * side, height: rows * side, seed };
  const blobs = coveringBlobs(extent.width, extent.height, constrained, seed + 40);
  return {
    layers: [
      { name: 'plots', fields: plotFields, blocks: () => plotBlocks(plots, seed) },
      ...constraintNames.map((name, part) => ({
        name,
        fields: constraintFields,
        blocks: () => constraintBlocks(blobs, part, count * constraintVertices, seed),
      })),
      { name: 'zoning', fields: zoningFields, blocks: () => zoneBlocks(columns, rows, seed) },
      { name: 'roads', fields: roadFields, blocks: () => roadBlocks(plots) },
      pointLayer('substations', 6 + Math.round(count / 1500), extent, 1, [
        ['ledig_mw', (random) => (random.next() < 0.1 ? null : random.below(60))],
        ['aar', (random) => 2026 + random.below(8)],
      ]),
      pointLayer('stations', 3 + Math.round(count / 4000), extent, 2, [['nr', (random) => random.below(10_000)]]),
      pointLayer('ports', 2 + Math.round(count / 20_000), extent, 3, [['nr', (random) => random.below(10_000)]]),
      pointLayer('population', Math.round(count * 0.4), extent, 4, [['pop_tot', (random) => 1 + random.below(60)]]),
    ],
    study: benchStudy(`Bench ${size}`),
  };
}

const plotFields: readonly DbfField[] = [
  number('plotid', 8),
  text('gnrbnr', 12),
  text('kommnr', 4),
  number('gnr', 5),
  number('bnr', 5),
  number('areal_m2', 10, 1),
  text('eier', 12),
  number('verdi', 12),
  number('byggeaar', 4),
  text('bruk', 16),
  { name: 'oppdatert', type: 'D', width: 8, decimals: 0 },
  { name: 'hovedteig', type: 'L', width: 1, decimals: 0 },
];

const owners = ['Privat', 'Kommune', 'Selskap', 'Stat', 'Flere eiere'] as const;
const landUses = ['Bolig', 'Næring', 'Jordbruk', 'Skog', 'Ubebygd', 'Småbåthavn'] as const;

function* plotBlocks(lattice: BenchLattice, seed: number): Generator<Dataset> {
  const rowsAtOnce = Math.max(1, Math.floor(blockPlots / lattice.columns));
  for (let row = 0; row < lattice.rows; row += rowsAtOnce) {
    const local: number[] = [];
    const starts = [0];
    for (let j = row; j < Math.min(lattice.rows, row + rowsAtOnce); j++) {
      for (let i = 0; i < lattice.columns; i++) {
        const ring: number[] = [];
        lattice.cell(i, j, ring);
        if (hash01(i, j, seed + 50) < crossedPlots) crossRing(ring, 0);
        for (const value of ring) local.push(value);
        starts.push(local.length / 2);
      }
    }
    const geometry = ringGeometry(local, starts);
    yield benchDataset(geometry, plotColumns(starts.length - 1, row * lattice.columns, seed));
  }
}

function plotColumns(count: number, first: number, seed: number): Column[] {
  const rows = Array.from({ length: count }, (_, row) => first + row);
  const pick = (row: number, salt: number) => hash01(row, salt, seed + 60);
  const farm = (row: number) => 1 + Math.floor(row / 120);
  const holding = (row: number) => 1 + (row % 120);
  return [
    numbers(
      'plotid',
      rows.map((row) => row + 1),
    ),
    texts(
      'gnrbnr',
      rows.map((row) => `${farm(row)}/${holding(row)}`),
    ),
    texts(
      'kommnr',
      rows.map(() => '1899'),
    ),
    numbers('gnr', rows.map(farm)),
    numbers('bnr', rows.map(holding)),
    numbers(
      'areal_m2',
      rows.map((row) => Math.round(36_000 * (0.8 + 0.4 * pick(row, 1))) / 10),
    ),
    texts(
      'eier',
      rows.map((row) => owners[Math.floor(pick(row, 2) ** 2 * owners.length)]),
    ),
    numbers(
      'verdi',
      rows.map((row) => (pick(row, 3) < 0.05 ? null : Math.floor(pick(row, 4) * 5e6))),
    ),
    numbers(
      'byggeaar',
      rows.map((row) => (pick(row, 5) < 0.3 ? null : 1900 + Math.floor(pick(row, 6) * 125))),
    ),
    texts(
      'bruk',
      rows.map((row) => landUses[Math.floor(pick(row, 7) * landUses.length)]),
    ),
    dates(
      'oppdatert',
      rows.map((row) => 15_000 + Math.floor(pick(row, 8) * 5000)),
    ),
    booleans(
      'hovedteig',
      rows.map((row) => pick(row, 9) < 0.9),
    ),
  ];
}

const constraintNames = ['flood', 'quick_clay', 'protected', 'farmland'] as const;
const constraintFields = [number('id', 8), text('klasse', 8)];

/** Blobs are dealt to the layers in turn; a blob's vertices go with its size, so that edges are equally fine. */
function* constraintBlocks(blobs: readonly Blob[], part: number, vertices: number, seed: number): Generator<Dataset> {
  const density = vertices / blobs.reduce((sum, blob) => sum + blob.radius, 0);
  const random = createRandom(seed + 70 + part);
  const mine = blobs.filter((_, index) => index % constraintNames.length === part);
  let local: number[] = [];
  let starts = [0];
  let ids: number[] = [];
  for (let k = 0; k < mine.length; k++) {
    const ring: number[] = [];
    blobRing(mine[k], Math.max(16, Math.round(mine[k].radius * density)), random, ring);
    if (k % Math.round(1 / crossedConstraints) === 25) crossRing(ring, 0);
    for (const value of ring) local.push(value);
    starts.push(local.length / 2);
    ids.push(k + 1);
    if (local.length < 2 * blockVertices && k + 1 < mine.length) continue;
    const classes = ids.map((id) => ['lav', 'middels', 'høy'][id % 3]);
    yield benchDataset(ringGeometry(local, starts), [numbers('id', ids), texts('klasse', classes)]);
    [local, starts, ids] = [[], [0], []];
  }
}

const zoneCodes = [
  '5100',
  '5100',
  '5100',
  '1110',
  '1111',
  '1113',
  '1130',
  '1162',
  '1300',
  '1340',
  '2010',
  '3050',
] as const;
const zoningFields = [text('arealform', 4), text('arealst', 1)];

function* zoneBlocks(plotColumns: number, plotRows: number, seed: number): Generator<Dataset> {
  const [columns, rows] = [Math.ceil(plotColumns / zoneWidth), Math.ceil(plotRows / zoneWidth)];
  const crooked = { inner: 80, more: 0.5, stray: 6, nodes: 0.35 };
  const lattice = benchLattice(columns, rows, side * zoneWidth, crooked, seed + 80);
  const rowsAtOnce = Math.max(1, Math.floor(blockVertices / (columns * 330)));
  for (let row = 0; row < rows; row += rowsAtOnce) {
    const local: number[] = [];
    const starts = [0];
    const codes: string[] = [];
    const statuses: string[] = [];
    for (let j = row; j < Math.min(rows, row + rowsAtOnce); j++) {
      for (let i = 0; i < columns; i++) {
        lattice.cell(i, j, local);
        starts.push(local.length / 2);
        codes.push(zoneCodes[Math.floor(hash01(i, j, seed + 81) * zoneCodes.length)]);
        statuses.push(hash01(i, j, seed + 82) < 0.7 ? '1' : '2');
      }
    }
    yield benchDataset(ringGeometry(local, starts), [texts('arealform', codes), texts('arealst', statuses)]);
  }
}

const roadFields = [text('vegkat', 1), number('fart', 3)];

/** Every second row of plot borders, and every fortieth column: 53,000 lines at 100,000 plots. */
function* roadBlocks(lattice: BenchLattice): Generator<Dataset> {
  const perBlock = 50_000;
  let local: number[] = [];
  let starts = [0];
  let classes: string[] = [];
  const flush = () => {
    const columns = [
      texts('vegkat', classes),
      numbers(
        'fart',
        classes.map((each) => (each === 'K' ? 50 : 80)),
      ),
    ];
    const block = benchDataset(pathGeometry(local, starts), columns);
    [local, starts, classes] = [[], [0], []];
    return block;
  };
  for (const line of roadLines(lattice)) {
    lattice.edge(line.column, line.row, line.up, local);
    const end: number[] = [];
    lattice.edge(line.up ? line.column : line.column + 1, line.up ? line.row + 1 : line.row, line.up, end);
    local.push(end[0], end[1]);
    starts.push(local.length / 2);
    classes.push(line.category);
    if (classes.length === perBlock) yield flush();
  }
  if (classes.length > 0) yield flush();
}

function* roadLines(lattice: BenchLattice): Generator<{ column: number; row: number; up: boolean; category: string }> {
  for (let row = 0; row <= lattice.rows; row += 2) {
    const category = row % 100 === 40 ? 'E' : row % 40 === 20 ? 'R' : row % 10 === 0 ? 'F' : 'K';
    for (let column = 0; column < lattice.columns; column++) yield { column, row, up: false, category };
  }
  for (let column = 0; column <= lattice.columns; column += 40) {
    for (let row = 0; row < lattice.rows; row++)
      yield { column, row, up: true, category: column % 160 === 80 ? 'R' : 'F' };
  }
}
