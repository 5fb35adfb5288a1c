import { useEffect, useRef } from 'react';
import type { Dataset } from '../../../shared/dataset/types.ts';
import { geometryExtent } from '../../../shared/geometry/bounds.ts';
import { useAppState, useWords } from '../use-app.ts';
import classes from './ImportSheet.module.css';
import { aroundFeature, placeOf, sketch, viewOf } from './sketch.ts';

const [width, height] = [168, 120];

interface LayerSketchProps {
  readonly name: string;
  readonly dataset: Dataset;
  /** Features with something to say, counted from 0. */
  readonly marked: readonly number[];
  /** The feature shown from near; null for the whole layer. */
  readonly near: number | null;
}

/** The layer as drawn in its own coordinates, with a ring around each feature that something is wrong with. */
export function LayerSketch({ name, dataset, marked, near }: LayerSketchProps) {
  const { t } = useWords();
  const scheme = useAppState((state) => state.colorScheme);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { geometry, crs } = dataset;
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    const extent = (near === null ? null : aroundFeature(geometry, near)) ?? geometryExtent(geometry);
    if (!canvas.current || !pen || !extent) return;
    const ratio = window.devicePixelRatio;
    canvas.current.width = width * ratio;
    canvas.current.height = height * ratio;
    pen.scale(ratio, ratio);
    const view = viewOf(extent, width, height, crs.kind === 'geographic');
    pen.beginPath();
    sketch(geometry, view, pen);
    pen.strokeStyle = scheme === 'dark' ? '#9fb0bd' : '#48606f';
    pen.lineWidth = near === null ? 0.6 : 1;
    pen.stroke();
    pen.strokeStyle = scheme === 'dark' ? '#ff7a1a' : '#d9480f';
    pen.lineWidth = 2;
    for (const feature of near === null ? marked : [near]) {
      const place = placeOf(geometry, feature, view);
      if (!place) continue;
      pen.beginPath();
      pen.arc(place[0], place[1], 6, 0, 2 * Math.PI);
      pen.stroke();
    }
  }, [geometry, crs, marked, near, scheme]);
  if (geometry.kind === 'none') return null;
  return <canvas ref={canvas} className={classes.sketch} role="img" aria-label={t.review.sketch(name)} />;
}
