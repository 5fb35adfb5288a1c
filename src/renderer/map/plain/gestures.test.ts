import { describe, expect, it } from 'vitest';
import { listenToGestures } from './gestures.ts';

/** A canvas that hears made events, and what it made of them. */
function watched() {
  const heard: string[] = [];
  const canvas = Object.assign(new EventTarget(), {
    clientWidth: 800,
    clientHeight: 600,
    setPointerCapture() {},
  }) as unknown as HTMLCanvasElement;
  const round = (...values: number[]) => values.map((value) => +value.toFixed(3)).join(' ');
  const stop = listenToGestures(canvas, {
    onPan: (dx, dy) => void heard.push(`pan ${round(dx, dy)}`),
    onZoom: (steps, px, py) => void heard.push(`zoom ${round(steps, px, py)}`),
    onPoint: () => {},
    onClick: (px, py, { shift, control }) => void heard.push(`click ${round(px, py)} ${shift} ${control}`),
  });
  const send = (type: string, what: object) =>
    canvas.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), { button: 0, pointerId: 1, ...what }));
  const pointer = (type: string, offsetX: number, offsetY: number, more: object = {}) =>
    send(`pointer${type}`, { offsetX, offsetY, shiftKey: false, ctrlKey: false, metaKey: false, ...more });
  return { heard, pointer, send, stop };
}

describe('gestures on the plain map', () => {
  it('clicks where the pointer hardly moves, with the keys that are held, and draws along where it does', () => {
    const { heard, pointer } = watched();
    pointer('down', 100, 100);
    pointer('move', 102, 101);
    pointer('up', 102, 101, { shiftKey: true });
    pointer('down', 100, 100);
    pointer('move', 120, 90);
    pointer('move', 121, 91);
    pointer('up', 121, 91);
    pointer('move', 300, 300);
    expect(heard).toEqual(['click 102 101 true false', 'pan 20 -10', 'pan 1 1']);
  });

  it('turns of the wheel zoom, two fingers on a trackpad as far as they spread', () => {
    const { heard, send } = watched();
    const wheel = (deltaY: number, more: object = {}) =>
      send('wheel', { deltaY, deltaMode: 0, ctrlKey: false, offsetX: 10, offsetY: 20, ...more });
    wheel(-150);
    wheel(-3, { deltaMode: 1 });
    wheel(3000);
    wheel(-100 * Math.log(1.5), { ctrlKey: true });
    expect(heard).toEqual([
      'zoom 0.5 10 20',
      'zoom 0.4 10 20',
      'zoom -1 10 20',
      `zoom ${+Math.log2(1.5).toFixed(3)} 10 20`,
    ]);
  });

  it('two fingers on the glass keep their places on the map, and click nothing', () => {
    const { heard, pointer } = watched();
    pointer('down', 300, 200, { pointerId: 1 });
    pointer('down', 500, 200, { pointerId: 2 });
    pointer('move', 700, 200, { pointerId: 2 });
    pointer('up', 700, 200, { pointerId: 2 });
    pointer('move', 310, 200, { pointerId: 1 });
    pointer('up', 310, 200, { pointerId: 1 });
    // Between fingers 200 and then 400 pixels apart the map is twice as large, around the middle of the two.
    expect(heard).toEqual(['pan 100 0', 'zoom 1 500 200', 'pan 10 0']);
  });

  it('hears nothing more once it is stopped', () => {
    const { heard, pointer, stop } = watched();
    stop();
    pointer('down', 1, 1);
    pointer('up', 1, 1);
    expect(heard).toEqual([]);
  });
});
