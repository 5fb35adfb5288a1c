import type { PointSymbol } from './theme-style.ts';

/** Line drawings on a 24 x 24 grid, our own, in the manner of common map signs. */
const strokes: Readonly<Record<PointSymbol, readonly string[]>> = {
  bolt: ['M13 4 L7 13 H12 L11 20 L17 11 H12 Z'],
  train: ['M8 5 H16 V15 H8 Z', 'M8 10.5 H16', 'M9.5 15 L7.5 19', 'M14.5 15 L16.5 19'],
  anchor: [
    'M12 8 V19',
    'M9 10.5 H15',
    'M6 14 C6.5 17.5 9 19 12 19 C15 19 17.5 17.5 18 14',
    'M12 8 A1.9 1.9 0 1 0 11.99 8 Z',
  ],
  plane: [
    'M12 4 C13 4 13 6 13 9 L20 13.5 V15.5 L13 13.5 V17 L15 18.8 V20 L12 19 L9 20 V18.8 L11 17 V13.5 L4 15.5 V13.5 L11 9 C11 6 11 4 12 4 Z',
  ],
  school: ['M4 10 L12 6 L20 10 L12 14 Z', 'M7.5 12 V16 C9.5 18 14.5 18 16.5 16 V12'],
  bus: ['M7 6 H17 V16 H7 Z', 'M7 11 H17'],
  people: ['M12 6 A2.6 2.6 0 1 0 12.01 6 Z', 'M7 19 C7 14.5 17 14.5 17 19'],
  heart: ['M12 6 V18', 'M6 12 H18'],
  cart: ['M6 8 H18 L16.5 16 H7.5 Z', 'M9 8 C9 4.5 15 4.5 15 8'],
  dot: [],
};
const filled: readonly PointSymbol[] = ['bolt', 'plane'];

/** A round sign of this radius in CSS pixels, drawn at `ratio` device pixels a pixel. */
export function drawSymbol(symbol: PointSymbol, color: string, ring: string, radius: number, ratio: number): ImageData {
  const size = Math.ceil((2 * radius + 4) * ratio);
  // Drawn in main memory: reading pixels back from the graphics card would wait for all it has in hand.
  const options = { willReadFrequently: true };
  const pen = new OffscreenCanvas(size, size).getContext('2d', options) as OffscreenCanvasRenderingContext2D;
  pen.translate(size / 2, size / 2);
  pen.scale(ratio, ratio);
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fillStyle = color;
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = ring;
  pen.stroke();
  const scale = radius / 12.5;
  pen.scale(scale, scale);
  pen.translate(-12, -12);
  pen.lineWidth = 2;
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  pen.strokeStyle = ring;
  pen.fillStyle = ring;
  for (const stroke of strokes[symbol]) {
    const path = new Path2D(stroke);
    if (filled.includes(symbol)) pen.fill(path);
    else pen.stroke(path);
  }
  return pen.getImageData(0, 0, size, size);
}
