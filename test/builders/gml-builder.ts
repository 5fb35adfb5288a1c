/** A feature as it is written in a plan. */
export interface GmlFeature {
  /** Name of its element, without prefix. */
  readonly type: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly geometry?: { readonly name: string; readonly gml: string };
}

/** The namespace of Norwegian proposals for zoning plans. */
const planNamespace = 'http://skjema.geonorge.no/SOSI/produktspesifikasjon/Reguleringsplanforslag/5.0';

/** A GML 3.2 document as Norwegian plans are written: the coordinate system stands at the collection's envelope. */
export function buildGml(system: string, features: readonly GmlFeature[]): string {
  const members = features.map(({ type, fields, geometry }, at) => {
    const texts = Object.entries(fields).map(([name, text]) => `<app:${name}>${text}</app:${name}>`);
    const shape = geometry
      ? `<app:${geometry.name}>${geometry.gml.replace(' gml:id', ` srsName="${system}" gml:id`)}</app:${geometry.name}>`
      : '';
    return `<gml:featureMember><app:${type} gml:id="f${at}">${texts.join('')}${shape}</app:${type}></gml:featureMember>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="${planNamespace}" gml:id="c">
${members.join('\n')}
</gml:FeatureCollection>
`;
}
