import type { Drawing, Paint, Shape } from './drawing.ts';

/** Text for XML: names from files are text, never markup; control characters that XML forbids are dropped. */
export function xmlText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 section 2.2 forbids exactly these.
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

const patterns =
  '<defs><pattern id="hatch" width="1.6" height="1.6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<rect width="1.6" height="1.6" fill="#f4f1ec"/><rect width="0.45" height="1.6" fill="#8a4b3c"/></pattern>' +
  '<pattern id="dots" width="1.4" height="1.4" patternUnits="userSpaceOnUse">' +
  '<rect width="1.4" height="1.4" fill="#fbfaf8"/><circle cx="0.7" cy="0.7" r="0.32" fill="#6b6b6b"/></pattern></defs>';

/** Writes a drawing as SVG 1.1 in millimetres, in pieces, with title and description for screen readers. */
export function* drawingSvg(drawing: Drawing): Generator<string> {
  const { width, height } = drawing;
  yield `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" role="img" aria-label="${xmlText(drawing.title)}" font-family="Inter, 'Segoe UI', Arial, sans-serif">`;
  yield `<title>${xmlText(drawing.title)}</title><desc>${xmlText(drawing.description)}</desc>${patterns}`;
  for (const shape of drawing.shapes) yield `${shapeSvg(shape)}\n`;
  yield '</svg>\n';
}

const millimetres = (value: number): string => String(Math.round(value * 100) / 100);
const paint = (fill: Paint | null): string =>
  fill === null ? 'none' : 'colour' in fill ? fill.colour : `url(#${fill.pattern})`;

function shapeSvg(shape: Shape): string {
  switch (shape.kind) {
    case 'path': {
      const stroke =
        shape.stroke === null
          ? ''
          : ` stroke="${shape.stroke}" stroke-width="${shape.strokeWidth}" stroke-linejoin="round"`;
      const dashed = shape.dashed ? ' stroke-dasharray="1.2 0.8"' : '';
      return `<path d="${shape.rings.map((ring) => pathData(ring, shape.closed)).join('')}" fill="${paint(shape.fill)}" fill-rule="evenodd"${stroke}${dashed}/>`;
    }
    case 'circle':
      return `<circle cx="${millimetres(shape.x)}" cy="${millimetres(shape.y)}" r="${shape.radius}" fill="${shape.fill}" stroke="${shape.stroke}" stroke-width="0.25"/>`;
    case 'text': {
      const weight = shape.bold ? ' font-weight="600"' : '';
      const halo = shape.halo
        ? ' paint-order="stroke" stroke="#ffffff" stroke-width="0.8" stroke-linejoin="round"'
        : '';
      return `<text x="${millimetres(shape.x)}" y="${millimetres(shape.y)}" font-size="${shape.size}" text-anchor="${shape.anchor}" fill="#1d2733"${weight}${halo}>${xmlText(shape.text)}</text>`;
    }
  }
}

function pathData(ring: readonly number[], closed: boolean): string {
  let data = '';
  for (let at = 0; at < ring.length; at += 2) {
    data += `${at === 0 ? 'M' : 'L'}${millimetres(ring[at])} ${millimetres(ring[at + 1])}`;
  }
  return closed ? `${data}Z` : data;
}
