import type { Dataset } from '../dataset/types.ts';
import type { ZoneDraft } from './drafts.ts';
import type { NatureAreas } from './fields.ts';
import { dissolve, type Shape, shapeArea } from './shapes.ts';
import { polygonTable, texts } from './table.ts';

/**
 * The land-use part of the municipal plan: building zones joined where they touch, the sea, and LNFR for the
 * rest of the land with every building zone as a hole. Zones do not overlap.
 */
export function planTable(zones: readonly ZoneDraft[], areas: NatureAreas): Dataset {
  const groups = new Map<string, ZoneDraft[]>();
  for (const zone of zones) {
    const key = `${zone.code} ${zone.status} ${zone.name}`;
    groups.set(key, [...(groups.get(key) ?? []), zone]);
  }
  const built = [...groups.values()].flatMap((group) =>
    dissolve(group.map((zone) => zone.shape)).map((shape) => ({ ...group[0], shape })),
  );
  const holes = dissolve(zones.map((zone) => zone.shape));
  const rest: ZoneDraft[] = [
    ...areas.land.map((land) => openLand(land, holes)),
    ...areas.sea.map((shape): ZoneDraft => ({ shape, code: 6001, status: 1, name: 'Sjø' })),
  ];
  const all = [...built, ...rest];
  return polygonTable(
    all.map((zone) => zone.shape),
    [
      texts(
        'objtype',
        all.map(() => 'KpArealformålOmråde'),
      ),
      texts(
        'arealform',
        all.map((zone) => String(zone.code)),
      ),
      texts(
        'arealst',
        all.map((zone) => String(zone.status)),
      ),
      texts(
        'områdenavn',
        all.map((zone) => zone.name),
      ),
      texts(
        'planidentifikasjon',
        all.map(() => '1899_2024001'),
      ),
    ],
  );
}

/** A piece of land with the outlines of building zones taken out; all of them lie on the largest piece. */
function openLand(land: Shape, holes: readonly Shape[]): ZoneDraft {
  const largest = shapeArea(land) > 1e8;
  const inner = largest ? holes.map((hole) => hole[0]) : [];
  return { shape: [...land, ...inner], code: 5100, status: 1, name: 'LNFR' };
}
