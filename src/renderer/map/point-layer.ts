import type { Map as MapLibreMap } from 'maplibre-gl';
import type { LoadedLayer } from '../../shared/analysis/types.ts';
import type { LayerPicture } from './picture.ts';
import { pointFeatures } from './point-source.ts';
import type { MapScheme } from './ramp.ts';
import { drawSymbol } from './symbols.ts';
import { layerStyle, leftOutOpacity } from './theme-style.ts';

/** Adds a layer of points as signs with names; image, source and layer share one name. */
export function addPointLayer(
  map: MapLibreMap,
  name: string,
  { definition, dataset }: LoadedLayer,
  { geometry }: LayerPicture,
  scheme: MapScheme,
  counted: Uint8Array | null,
): void {
  if (geometry.kind !== 'points') return;
  const style = layerStyle(definition.role, definition.theme, scheme);
  const ratio = Math.max(2, Math.ceil(map.getPixelRatio()));
  const ring = scheme === 'dark' ? '#15191e' : '#ffffff';
  const nameField = definition.fields.get('name') ?? definition.fields.get('label') ?? null;
  map.addImage(name, drawSymbol(style.point.symbol, style.color, ring, style.point.radius, ratio), {
    pixelRatio: ratio,
  });
  map.addSource(name, { type: 'geojson', data: pointFeatures(geometry, dataset, nameField, counted) });
  map.addLayer({
    id: name,
    type: 'symbol',
    source: name,
    minzoom: style.point.fromZoom,
    layout: {
      'icon-image': name,
      'icon-allow-overlap': true,
      'icon-ignore-placement': style.point.symbol === 'dot',
      ...(style.point.labelsFromZoom !== null
        ? {
            'text-field': ['step', ['zoom'], '', style.point.labelsFromZoom, ['get', 'name']],
            'text-font': ['Segoe UI Semibold', 'Inter', 'Liberation Sans', 'sans-serif'],
            'text-size': 11.5,
            'text-anchor': 'left',
            'text-offset': [1.05, 0],
            'text-optional': true,
            'text-max-width': 9,
            'text-justify': 'left',
          }
        : {}),
    },
    paint: {
      'icon-opacity': ['case', ['get', 'counted'], 1, leftOutOpacity],
      'text-opacity': ['case', ['get', 'counted'], 1, leftOutOpacity],
      'text-color': scheme === 'dark' ? '#e8eaed' : '#22262b',
      'text-halo-color': scheme === 'dark' ? '#15191e' : '#ffffff',
      'text-halo-width': 1.6,
    },
  });
}
