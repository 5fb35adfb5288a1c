/** Files of the same base name that are parts of a layer, by the extension of its main file. */
const companions: ReadonlyMap<string, readonly string[]> = new Map([
  ['shp', ['dbf', 'shx', 'prj', 'qpj', 'cpg', 'cst']],
  ['tab', ['dat', 'map', 'id', 'ind']],
  ['mif', ['mid']],
]);

/** The extensions of such main files. */
export const mainExtensions: readonly string[] = [...companions.keys()];

/** Extensions, in small letters without dot, of what belongs to a file of this extension; none for most. */
export const companionsOf = (extension: string): readonly string[] => companions.get(extension) ?? [];
