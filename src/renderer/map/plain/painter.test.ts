import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Lines, Polygons } from '../../../shared/geometry/types.ts';
import { asId } from '../../../shared/lib/id.ts';
import { Painter } from './painter.ts';
import type { PaintedLayer, PaintWish } from './painter-messages.ts';

/** A pen that draws nothing. */
const pen = new Proxy({}, { get: () => () => undefined, set: () => true });

beforeEach(() => {
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => pen;
      transferToImageBitmap = () => ({});
    },
  );
  vi.stubGlobal(
    'ImageData',
    class {
      readonly data: Uint8ClampedArray;
      constructor(
        readonly width: number,
        readonly height: number,
      ) {
        this.data = new Uint8ClampedArray(4 * width * height);
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const [plots, roads] = [asId<'layer'>('plots'), asId<'layer'>('roads')];
const square: Polygons = {
  kind: 'polygons',
  xy: Float64Array.of(0.4, 0.4, 0.6, 0.4, 0.6, 0.6, 0.4, 0.6),
  featureStart: Uint32Array.of(0, 1),
  partStart: Uint32Array.of(0, 1),
  ringStart: Uint32Array.of(0, 4),
};
const line: Lines = {
  kind: 'lines',
  xy: Float64Array.of(0.4, 0.4, 0.6, 0.6),
  featureStart: Uint32Array.of(0, 1),
  pathStart: Uint32Array.of(0, 2),
};
const layers: readonly PaintedLayer[] = [
  { id: roads, geometry: line, role: 'transport', theme: 'road', names: null },
  { id: plots, geometry: square, role: 'plots', theme: null, names: null },
];
const wishFor = (visible: PaintWish['visible'], zoom = 1): PaintWish => ({
  framing: { view: { x: 0.5, y: 0.5, zoom }, size: { width: 40, height: 30 }, ratio: 1 },
  scheme: 'light',
  visible,
});

/** A painter with both layers, and what it painted since it was last asked. */
function begun() {
  const painted: string[] = [];
  const failed = vi.fn();
  const painter = new Painter(
    (reply) => {
      if (reply.kind === 'rest') painted.push('rest');
      else painted.push(reply.subject.kind === 'layer' ? reply.subject.id : reply.subject.kind);
    },
    () => Promise.resolve(),
    failed,
  );
  const taken = async () => {
    await vi.waitFor(() => expect(painted.at(-1)).toBe('rest'));
    return painted.splice(0).filter((name) => name !== 'rest');
  };
  painter.take({ kind: 'content', layers, plots, kept: [], typicalPlot: 0.2 });
  painter.take({ kind: 'classes', classes: Uint8Array.of(3) });
  return { painter, taken, failed };
}

describe('the painter', () => {
  it('paints what is seen, the plots first, and nothing again that would be the same', async () => {
    const { painter, taken } = begun();
    painter.take({ kind: 'wish', wish: wishFor([roads, plots]) });
    expect(await taken()).toEqual(['plots', 'outlines', 'roads', 'names']);
    painter.take({ kind: 'wish', wish: wishFor([roads, plots]) });
    expect(await taken()).toEqual([]);
    painter.take({ kind: 'wish', wish: wishFor([roads, plots], 2) });
    expect(await taken()).toEqual(['plots', 'outlines', 'roads', 'names']);
  });

  it('paints only what an order changes', async () => {
    const { painter, taken } = begun();
    painter.take({ kind: 'wish', wish: wishFor([roads, plots]) });
    await taken();
    painter.take({ kind: 'classes', classes: Uint8Array.of(5) });
    expect(await taken()).toEqual(['plots']);
    painter.take({ kind: 'selection', selection: { rows: [0], primary: 0 } });
    expect(await taken()).toEqual(['outlines']);
    painter.take({ kind: 'counted', counted: new Map([[roads, Uint8Array.of(0)]]) });
    expect(await taken()).toEqual(['roads']);
  });

  it('does not paint again what is kept when a picture grows', async () => {
    const { painter, taken } = begun();
    const alone = structuredClone(layers.filter(({ id }) => id === plots));
    painter.take({ kind: 'content', layers: alone, plots, kept: [], typicalPlot: 0.2 });
    painter.take({ kind: 'wish', wish: wishFor([roads, plots]) });
    expect(await taken()).toEqual(['plots', 'outlines', 'names']);
    painter.take({ kind: 'content', layers: structuredClone(layers), plots, kept: [plots], typicalPlot: 0.2 });
    expect(await taken()).toEqual(['roads', 'names']);
    painter.take({ kind: 'content', layers: structuredClone(layers), plots, kept: [], typicalPlot: 0.2 });
    expect(await taken()).toEqual(['plots', 'outlines', 'roads', 'names']);
  });

  it('paints no plots that are hidden', async () => {
    const { painter, taken } = begun();
    painter.take({ kind: 'wish', wish: wishFor([roads]) });
    expect(await taken()).toEqual(['outlines', 'roads', 'names']);
    painter.take({ kind: 'classes', classes: Uint8Array.of(5) });
    expect(await taken()).toEqual([]);
  });

  it('says when it fails', async () => {
    const { painter, failed } = begun();
    vi.stubGlobal('OffscreenCanvas', undefined);
    painter.take({ kind: 'wish', wish: wishFor([roads]) });
    await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce());
  });
});
