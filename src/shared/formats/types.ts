import type { Dataset } from '../dataset/types.ts';
import type { ByteSource } from '../lib/byte-source.ts';
import type { Issue, Problem } from '../lib/issue.ts';
import type { Outcome } from '../lib/outcome.ts';
import type { StartGdal } from './gdal/gdal-module.ts';

/** What a person may say about a file before it is read. */
export interface ReadOptions {
  /** Character encoding of attribute text; beats .cpg and language byte. */
  readonly encoding?: string | undefined;
  /** CRS definition or code that beats what the file says. */
  readonly crs?: string | undefined;
  /** Read only the layer of this name in a container. */
  readonly layer?: string | undefined;
}

/** How a long read reports and is stopped; `cancelled` is polled at least every 100 ms of work. */
export interface ReadContext {
  progress(done: number, total: number): void;
  readonly cancelled: () => boolean;
  /** For formats that GDAL reads; without it they are refused in words. */
  readonly startGdal?: StartGdal | undefined;
}

/** One layer found in the files: data in the file's own CRS, and everything noticed about it. */
export interface ReadLayer {
  readonly name: string;
  /** 'shapefile' | 'dbf' | 'geojson' | 'flatgeobuf' | 'geopackage' | 'kml' | 'gpx' | 'csv' | 'gml' | 'filegdb' | 'mapinfo' | 'dxf' */
  readonly format: string;
  readonly dataset: Dataset;
  readonly encoding: {
    readonly name: string;
    readonly source: 'user' | 'cpg' | 'language-byte' | 'guess' | 'format' | 'none';
  };
  readonly issues: readonly Issue[];
}

/** Files that belong together by base name (a shapefile and its sidecars), or a single container. */
export type ReadOutcome = Outcome<readonly ReadLayer[], Problem>;
export type Reader = (files: readonly ByteSource[], options: ReadOptions, context: ReadContext) => Promise<ReadOutcome>;
