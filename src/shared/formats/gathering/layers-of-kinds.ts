import type { Crs } from '../../crs/types.ts';
import { hashDataset } from '../../dataset/hash.ts';
import { takeRows } from '../../dataset/take-rows.ts';
import type { Column } from '../../dataset/types.ts';
import { IssueLog } from '../issue-log.ts';
import type { ReadLayer } from '../types.ts';
import type { LayerKind } from './geometry-gatherer.ts';
import type { ShapesByKind } from './shapes-by-kind.ts';

/** Everything gathered of one layer. */
export interface GatheredLayer {
  readonly name: string;
  readonly format: string;
  readonly crs: Crs;
  readonly shapes: ShapesByKind;
  /** The kind that the file says all geometries are of; null where it does not say. */
  readonly kind: LayerKind | null;
  readonly columns: readonly Column[];
  readonly encoding: ReadLayer['encoding'];
  readonly log: IssueLog;
}

/** The layer, or one layer for each kind of geometry in it, named `name-points`, `name-lines`, `name-polygons`. */
export function layersOfKinds(gathered: GatheredLayer): readonly ReadLayer[] {
  const { name, format, crs, columns, encoding } = gathered;
  const parts = gathered.shapes.finish(gathered.kind);
  if (gathered.shapes.count === 0) gathered.log.add('info', 'layer-empty');
  if (parts.length > 1)
    gathered.log.add('info', 'geojson-mixed', { kinds: parts.map(({ kind }) => kind ?? '').join(', ') });
  return parts.map(({ kind, rows, geometry }) => {
    const own = rows === null ? columns : columns.map((column) => takeRows(column, rows));
    const log = new IssueLog();
    for (const one of gathered.log.list()) log.take(one);
    return {
      name: parts.length > 1 ? `${name}-${kind}` : name,
      format,
      dataset: { id: hashDataset(geometry, own), crs, geometry, columns: own },
      encoding,
      issues: log.list(),
    };
  });
}
