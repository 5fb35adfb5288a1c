/** Ends a command in words, with its exit code: 1 the input is at fault, 2 wrong usage. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  constructor(
    readonly exitCode: 1 | 2,
    message: string,
  ) {
    super(message);
  }
}

export const usage = `tomtevalg: choose where things go

  tomtevalg inspect FILE...  [--json] [--encoding NAME] [--crs EPSG:N] [--lang en|nb|sv]
      what is in a file: layers, fields, CRS, encoding, and what is wrong with them
  tomtevalg run STUDY|PROJECT [--json] [--profile ID]... [--out DIR]
                             [--format csv,geojson,gpkg,shp,fgb,xlsx,svg,html] [--workers N] [--timings] [--lang en|nb|sv]
      measures, scores and ranks the plots of a study, or of a saved project
  tomtevalg candidates STUDY|PROJECT [--out FILE] [--assemblies FILE] [--json] [--workers N] [--timings]
                             [--lang en|nb|sv]
      makes candidate plots from zoning as the study says, and suggests plots to join
  tomtevalg convert IN... OUT [--layer NAME] [--crs EPSG:N] [--from-crs EPSG:N] [--encoding NAME]
                             [--json] [--lang en|nb|sv]
      writes layers in the format of OUT's extension: .gpkg .shp .zip .geojson .fgb .csv .xlsx
  tomtevalg convert STUDY OUT.gpkg [--json] [--lang en|nb|sv]
      makes a project file of a study, with its data in it
  tomtevalg merge BASE OFFICE FIELD... --out FILE [--json] [--lang en|nb|sv]
      unites copies of a project: what each changed, and where they disagree
  tomtevalg check PROJECT    [--repair OUT.gpkg] [--json] [--lang en|nb|sv]
      whether a project file is whole, and what can be repaired

  Results go to standard output, messages to standard error.
  Exit codes: 0 done, 1 the input is at fault, 2 wrong usage, 3 a bug.
`;
