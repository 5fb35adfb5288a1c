import type { Dataset } from '../dataset/types.ts';
import { writeGeoTiff } from '../formats/geotiff/write.ts';
import { type ShapefileWriteOptions, writeShapefile } from '../formats/shapefile/write.ts';
import { type NamedBytes, writeZip } from '../formats/zip-write.ts';
import { createRandom } from '../lib/random.ts';
import { type Corridors, layOutCorridors } from './corridors.ts';
import type { Layouts } from './drafts.ts';
import { type NatureAreas, natureAreas } from './fields.ts';
import type { Grid } from './grid.ts';
import { createMask } from './mask.ts';
import { municipalityTable } from './municipalities.ts';
import { createPlace, origin, type Place } from './place.ts';
import { planTable } from './plan.ts';
import { numberPlots, plotTable } from './plots.ts';
import { buildRoads, type Road } from './roads.ts';
import { heritageTable, populationTable, powerLineTable, schoolTable, spotTable, substationTable } from './services.ts';
import { layOutSites } from './sites.ts';
import { sampleStudy } from './study.ts';
import { busStopTable, greenTable, noiseTable, railwayTable, shoreTable, slideTable } from './surroundings.ts';
import { lineTable, numbers, polygonTable, samplePrj, texts } from './table.ts';
import { createTerrain } from './terrain.ts';
import { layOutTown } from './town.ts';
import { layOutValley } from './valley.ts';
import { waterTable } from './water.ts';

/** Everything that makes the sample: zipped shapefiles, terrain, and the study that names them. */
export interface SampleFiles {
  readonly files: readonly NamedBytes[];
  /** Name of the study among the files. */
  readonly study: string;
}

/** How a layer's text is written: as different owners send it. */
type Style = Omit<ShapefileWriteOptions, 'prj'>;
const withCpg: Style = { encoding: 'ISO-8859-1', cpg: true };
const withLanguageByte: Style = { encoding: 'ISO-8859-1', cpg: false };
const withNothing: Style = { encoding: 'ISO-8859-1', cpg: false, languageByte: 0 };
const utf8: Style = { encoding: 'UTF-8', cpg: true };

/** The seed of the bundled sample. */
export const sampleSeed = 7;

/**
 * Makes up a municipality by a fjord at 66 degrees north and writes its data as a planner would get them.
 * The same seed gives the same bytes. Names are invented. Coordinates: EPSG:25833, metres.
 */
export function generateSample(seed: number = sampleSeed): SampleFiles {
  const place = createPlace(seed);
  const terrain = createTerrain(place);
  const layouts: Layouts = { place, terrain, mask: createMask(), plots: [], zones: [], streets: [] };
  const corridors = layOutCorridors(place, layouts.mask);
  const random = createRandom(seed);
  layOutSites(layouts);
  layOutTown(layouts, random);
  layOutValley(layouts, random);
  const areas = natureAreas(place, terrain);
  const study = 'sample.study.json';
  return {
    study,
    files: [
      ...shapefiles(layouts, corridors, areas),
      { name: 'dtm50.tif', bytes: terrainTiff(terrain.heights) },
      { name: study, bytes: new TextEncoder().encode(sampleStudy()) },
    ],
  };
}

function shapefiles(layouts: Layouts, corridors: Corridors, areas: NatureAreas): NamedBytes[] {
  const { place, zones, streets } = layouts;
  const { seed } = place;
  const plots = numberPlots(layouts.plots, seed);
  const roads = buildRoads(corridors, streets, []);
  const layers: readonly (readonly [name: string, data: Dataset, style: Style])[] = [
    ['teig', plotTable(plots, seed), withLanguageByte],
    ['kommuneplan_arealformal', planTable(zones, areas), withCpg],
    ['transformatorstasjon', substationTable(place), withNothing],
    ['kraftlinje', powerLineTable(place), withNothing],
    ['vegnett', roadTable(roads), withLanguageByte],
    ['hovedveg', roadTable(roads.filter((road) => road.category === 'E' || road.category === 'R')), withLanguageByte],
    ['jernbane', railwayTable(corridors), utf8],
    ['jernbanestasjon', spotTable(place, 'stasjoner'), utf8],
    ['havn', spotTable(place, 'havner'), utf8],
    ['lufthavn', spotTable(place, 'lufthavner'), utf8],
    ['skole', schoolTable(place), withCpg],
    ['barnehage', spotTable(place, 'barnehager'), withCpg],
    ['bussholdeplass', busStopTable(place), utf8],
    ['butikk', spotTable(place, 'butikker'), withCpg],
    ['befolkning_250m', populationTable(plots, seed), utf8],
    ['gronnstruktur', greenTable(place, zones), withCpg],
    ['stoysone_veg', noiseTable(corridors), withLanguageByte],
    ['skredfaresone_1000', slideTable(layouts.terrain), utf8],
    ['strandsone_100m', shoreTable(layouts.terrain, areas.sea), utf8],
    ...natureLayers(place, areas),
    ['kommune', municipalityTable(seed), utf8],
    ['vann', waterTable(corridors, areas), withCpg],
  ];
  return layers.map(([name, data, style]) =>
    writeZip(`${name}.zip`, writeShapefile(name, data, { ...style, prj: samplePrj })),
  );
}

function natureLayers(place: Place, areas: NatureAreas): (readonly [string, Dataset, Style])[] {
  const { flood, quickClay, protectedAreas, farmland, surveyed } = areas;
  const shapesOf = <Area extends { readonly shape: NatureAreas['flood'][number] }>(list: readonly Area[]) =>
    list.map((area) => area.shape);
  return [
    [
      'flomsone_200aar',
      polygonTable(flood, [
        numbers(
          'gjentaksinterval',
          flood.map(() => 200),
        ),
        texts(
          'flomsoneNavn',
          flood.map(() => 'Langåga ved Ørnøra'),
        ),
      ]),
      withLanguageByte,
    ],
    [
      'kvikkleire',
      polygonTable(shapesOf(quickClay), [
        texts(
          'skredFaregradKlasse',
          quickClay.map((area) => area.level),
        ),
        texts(
          'områdenavn',
          quickClay.map((_, index) => `Faresone ${index + 1} Ørnfjæra`),
        ),
      ]),
      withCpg,
    ],
    [
      'kvikkleire_kartlagt',
      polygonTable(surveyed, [
        texts(
          'kartblad',
          surveyed.map(() => 'Ørnøra–Åmoen'),
        ),
      ]),
      utf8,
    ],
    [
      'naturvernomrade',
      polygonTable(shapesOf(protectedAreas), [
        texts(
          'navn',
          protectedAreas.map((area) => area.name),
        ),
        texts(
          'verneform',
          protectedAreas.map((area) => area.kind),
        ),
      ]),
      utf8,
    ],
    ['kulturminne', heritageTable(place), withCpg],
    [
      'ar5_jordbruk',
      polygonTable(shapesOf(farmland), [
        numbers(
          'artype',
          farmland.map((area) => area.kind),
        ),
      ]),
      withLanguageByte,
    ],
  ];
}

function roadTable(roads: readonly Road[]): Dataset {
  return lineTable(
    roads.map((road) => road.points),
    [
      texts(
        'vegkategori',
        roads.map((road) => road.category),
      ),
      texts(
        'vegnummer',
        roads.map((road) => road.number),
      ),
      texts(
        'vegnavn',
        roads.map((road) => road.name),
      ),
      numbers(
        'fartsgrense',
        roads.map((road) => road.speed),
      ),
    ],
  );
}

/** Heights at nodes become pixels centred on them; rows from the north; the sea is not mapped. */
function terrainTiff(heights: Grid): Uint8Array<ArrayBuffer> {
  const { columns, rows, cell, values } = heights;
  const nodata = -9999;
  const pixels = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = values[(rows - 1 - row) * columns + column];
      pixels[row * columns + column] = value < 0 ? nodata : value;
    }
  }
  return writeGeoTiff({
    width: columns,
    height: rows,
    values: pixels,
    west: origin.east - cell / 2,
    north: origin.north + (rows - 0.5) * cell,
    pixelSize: cell,
    epsg: 25_833,
    nodata,
  });
}
