import type { Role, Theme } from '../../shared/dataset/themes.ts';
import type { MapScheme } from './ramp.ts';

/** How a context layer is drawn and what its swatch in the layer list shows. Colours are "#rrggbb". */
export interface LayerStyle {
  readonly color: string;
  readonly fill: { readonly opacity: number; readonly pattern: 'solid' | 'hatch' | 'cross' } | null;
  readonly line: { readonly width: number; readonly dash: readonly [number, number] | null; readonly opacity: number };
  /** A wider line under the line, as roads have. */
  readonly casing: { readonly color: string; readonly width: number } | null;
  readonly point: {
    readonly radius: number;
    readonly symbol: PointSymbol;
    /** MapLibre zoom from which the signs are drawn. */
    readonly fromZoom: number;
    /** MapLibre zoom from which names are written beside them; null never. */
    readonly labelsFromZoom: number | null;
  };
}
export type PointSymbol =
  | 'bolt'
  | 'train'
  | 'anchor'
  | 'plane'
  | 'school'
  | 'bus'
  | 'people'
  | 'heart'
  | 'cart'
  | 'dot';

const plainLine = { width: 1.2, dash: null, opacity: 0.9 } as const;
const plainPoint = { radius: 4, symbol: 'dot', fromZoom: 0, labelsFromZoom: null } as const;

function area(color: string, opacity: number, pattern: 'solid' | 'hatch' | 'cross', width = 1.2): LayerStyle {
  return {
    color,
    fill: { opacity, pattern },
    line: { width, dash: null, opacity: 0.75 },
    casing: null,
    point: plainPoint,
  };
}
function line(
  color: string,
  width: number,
  dash: readonly [number, number] | null = null,
  casing: LayerStyle['casing'] = null,
): LayerStyle {
  return { color, fill: null, line: { width, dash, opacity: 1 }, casing, point: plainPoint };
}
function point(color: string, symbol: PointSymbol, fromZoom = 0, labelsFromZoom: number | null = 11): LayerStyle {
  return {
    color,
    fill: { opacity: 0.25, pattern: 'solid' },
    line: plainLine,
    casing: null,
    point: { radius: 9, symbol, fromZoom, labelsFromZoom },
  };
}

/** Style of a layer by its theme, else by its role; readable on the light and the dark map. */
export function layerStyle(role: Role, theme: Theme | null, scheme: MapScheme): LayerStyle {
  const dark = scheme === 'dark';
  switch (theme) {
    case 'substation':
      return point(dark ? '#f5a623' : '#b35900', 'bolt');
    case 'line':
      return line(dark ? '#d98f2b' : '#b35900', 1.4, [7, 4]);
    case 'main-road':
      return line(dark ? '#d7b98e' : '#e8a33d', 2.2, null, { color: dark ? '#0d1014' : '#8a5a14', width: 3.8 });
    case 'road':
      return line(dark ? '#5c636d' : '#ffffff', 1.2, null, { color: dark ? '#23282e' : '#b9b4a8', width: 2.4 });
    case 'rail':
      return line(dark ? '#c9ced6' : '#4a4a4a', 1.6, [9, 5]);
    case 'station':
      return point(dark ? '#c9ced6' : '#3f4650', 'train');
    case 'port':
      return point(dark ? '#5aa9e6' : '#1c5d99', 'anchor');
    case 'airport':
      return point(dark ? '#b39ddb' : '#5e4b8b', 'plane');
    case 'bus-stop':
      return {
        ...point(dark ? '#7fb3d5' : '#2f6d94', 'bus'),
        point: { radius: 5, symbol: 'bus', fromZoom: 12, labelsFromZoom: null },
      };
    case 'school':
      return point(dark ? '#ef8fb0' : '#b0305f', 'school', 0, 12.2);
    case 'kindergarten':
      return {
        ...point(dark ? '#e8b0c4' : '#c2577f', 'school', 11.8, 14),
        point: { radius: 7, symbol: 'school', fromZoom: 11.8, labelsFromZoom: 14 },
      };
    case 'health':
      return point(dark ? '#ef8f8f' : '#a3333d', 'heart', 11.5, 13);
    case 'shop':
      return {
        ...point(dark ? '#8fd0c0' : '#23685a', 'cart'),
        point: { radius: 7, symbol: 'cart', fromZoom: 11.8, labelsFromZoom: 14 },
      };
    case 'flood':
      return area(dark ? '#5aa9e6' : '#2b7bba', 0.42, 'hatch');
    case 'slide':
    case 'hazard-zone':
      return area(dark ? '#d8845a' : '#a0522d', 0.42, 'hatch');
    case 'quick-clay':
      return area(dark ? '#c98bd1' : '#8e3b97', 0.4, 'cross');
    case 'protected':
      return area(dark ? '#67c587' : '#1e7a3c', 0.42, 'hatch', 1.4);
    case 'farmland':
      return area(dark ? '#c2b25a' : '#9a8a1f', 0.28, 'hatch', 0.7);
    case 'water':
    case 'shore':
    case 'drinking-water':
      return area(dark ? '#22415c' : '#a9cfe6', 1, 'solid', 0.8);
    case 'wetland':
      return area(dark ? '#4f9c9c' : '#3d8f8f', 0.5, 'hatch');
    case 'green':
      return area(dark ? '#3f7a4e' : '#9cc9a4', 0.55, 'solid', 0.6);
    case 'noise':
      return area(dark ? '#d77a9c' : '#a8325e', 0.4, 'hatch');
    case 'boundary':
      return {
        ...area(dark ? '#9aa3ad' : '#6b6f76', 0, 'solid', 1.6),
        line: { width: 1.6, dash: [10, 4], opacity: 0.9 },
      };
    case 'building':
      return area(dark ? '#6d6a64' : '#b8afa2', 0.9, 'solid', 0.5);
    default:
      return roleStyle(role, dark);
  }
}

function roleStyle(role: Role, dark: boolean): LayerStyle {
  switch (role) {
    case 'zoning':
      return area(dark ? '#8d7bb8' : '#7a6aa6', 0.22, 'solid', 1);
    case 'constraint':
      return area(dark ? '#e08a6d' : '#b0522f', 0.5, 'hatch');
    case 'population':
      return {
        ...point(dark ? '#e0a0c0' : '#93406b', 'dot'),
        point: { radius: 2.5, symbol: 'dot', fromZoom: 0, labelsFromZoom: null },
      };
    case 'power':
      return line(dark ? '#d98f2b' : '#b35900', 1.4, [7, 4]);
    case 'transport':
      return line(dark ? '#8c939c' : '#8a857a', 1.4);
    case 'boundary':
      return layerStyle(role, 'boundary', dark ? 'dark' : 'light');
    case 'service':
      return point(dark ? '#8fd0c0' : '#23685a', 'dot');
    default:
      return area(dark ? '#8c939c' : '#7d786e', 0.25, 'solid', 1);
  }
}

/** How strongly features are drawn that the profile's filters leave out. */
export const leftOutOpacity = 0.28;

/** Lines grow with the map's zoom, from just over half their width on a map of a county to a third more on one of a street. */
export function lineGrowth(zoom: number): number {
  return Math.min(1.35, Math.max(0.55, 0.55 + (zoom - 10) * 0.15));
}

/** Colours of the ground. */
export function groundColors(scheme: MapScheme): { readonly outside: string; readonly land: string } {
  return scheme === 'dark' ? { outside: '#15191e', land: '#1e2329' } : { outside: '#e3e6e8', land: '#f7f6f2' };
}
