import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Hillshade } from '../../shared/report/hillshade.ts';
import type { MapScheme } from './ramp.ts';
import { reliefCanvas } from './relief.ts';
import { toLonLat } from './world.ts';

/** Adds a relief; source and layer share one name. Its four corners lie right, the ground between is stretched evenly. */
export function addReliefLayer(map: MapLibreMap, name: string, relief: Hillshade, scheme: MapScheme): void {
  const corner = (n: number): [number, number] => [...toLonLat(relief.corners[2 * n], relief.corners[2 * n + 1])];
  const canvas = reliefCanvas(relief, scheme);
  const coordinates: [[number, number], [number, number], [number, number], [number, number]] = [
    corner(0),
    corner(1),
    corner(2),
    corner(3),
  ];
  map.addSource(name, { type: 'canvas', canvas, coordinates, animate: false });
  map.addLayer({ id: name, type: 'raster', source: name, paint: { 'raster-fade-duration': 0 } });
}
