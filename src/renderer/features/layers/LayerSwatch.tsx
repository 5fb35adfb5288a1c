import type { LoadedLayer, LoadedRaster } from '../../../shared/analysis/types.ts';
import { type MapScheme, scoreRamp } from '../../map/ramp.ts';
import { layerStyle } from '../../map/theme-style.ts';
import classes from './LayersPanel.module.css';

/** A small picture of how a layer is drawn. */
export function LayerSwatch({ layer, scheme }: { layer: LoadedLayer | LoadedRaster; scheme: MapScheme }) {
  if ('raster' in layer) return <ReliefSwatch />;
  const { role, theme } = layer.definition;
  const { kind } = layer.dataset.geometry;
  if (role === 'plots') return <PlotsSwatch scheme={scheme} />;
  const { color, fill, line, casing } = layerStyle(role, theme, scheme);
  const id = `hatch-${color.slice(1)}`;
  return (
    <svg className={classes.swatch} viewBox="0 0 20 14" aria-hidden>
      {kind === 'points' && <circle cx="10" cy="7" r="5" fill={color} />}
      {kind === 'lines' && (
        <>
          {casing && <path d="M1 11 L8 5 L19 4" fill="none" stroke={casing.color} strokeWidth={casing.width} />}
          <path
            d="M1 11 L8 5 L19 4"
            fill="none"
            stroke={color}
            strokeWidth={Math.max(1.4, line.width)}
            {...(line.dash ? { strokeDasharray: '4 2' } : {})}
          />
        </>
      )}
      {kind === 'polygons' && (
        <>
          <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="1.4" height="4" fill={color} />
          </pattern>
          <rect
            x="1"
            y="1"
            width="18"
            height="12"
            rx="1.5"
            stroke={color}
            strokeWidth={line.width}
            fill={fill?.pattern === 'solid' ? color : `url(#${id})`}
            fillOpacity={fill?.opacity ?? 0}
            {...(line.dash ? { strokeDasharray: '3 2' } : {})}
          />
        </>
      )}
    </svg>
  );
}

/** Two hills with the light from the left. */
function ReliefSwatch() {
  return (
    <svg className={classes.swatch} viewBox="0 0 20 14" aria-hidden>
      <path d="M1 13 L7 3 L13 13 Z" fill="#c9c5bb" />
      <path d="M7 3 L13 13 L8.5 13 Z" fill="#7d7a72" />
      <path d="M10 13 L14.5 6 L19 13 Z" fill="#bdb9ae" />
      <path d="M14.5 6 L19 13 L15.5 13 Z" fill="#6f6c65" />
    </svg>
  );
}

function PlotsSwatch({ scheme }: { scheme: MapScheme }) {
  const ramp = scoreRamp(scheme);
  return (
    <svg className={classes.swatch} viewBox="0 0 20 14" aria-hidden>
      {[1, 3, 5, 6].map((step, index) => (
        <rect key={step} x={1 + index * 4.5} y="1" width="4.5" height="12" fill={ramp[step]} />
      ))}
    </svg>
  );
}
