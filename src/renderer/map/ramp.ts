import { scoreRamp as onLight } from '../../shared/report/colours.ts';

/** Light or dark surroundings of the map. */
export type MapScheme = 'light' | 'dark';

/**
 * Seven steps of viridis (van der Walt and Smith, CC0), colour-blind safe and monotone in lightness. The best plots
 * stand out from the ground: dark on the light map, as in the reports, bright on the dark one. Index 0 is the lowest class.
 */
const fromDark = ['#46327e', '#365c8d', '#277f8e', '#1fa187', '#4ac16d', '#a0da39', '#fde725'] as const;

/** Fill colours of the score classes, lowest first. */
export function scoreRamp(scheme: MapScheme): readonly string[] {
  return scheme === 'dark' ? fromDark : onLight;
}

/** Colours of plots outside the ranking, hatched or dotted with `mark`. */
export function outsideColors(scheme: MapScheme) {
  return scheme === 'dark'
    ? { excluded: '#3a3f46', unknown: '#4a4f57', mark: '#8c939c', line: '#0d1014' }
    : { excluded: '#e6e4df', unknown: '#f4f2ec', mark: '#a19c92', line: '#ffffff' };
}

/** The two lines around selected plots, and the inner one of the plot whose card is shown. */
export function selectionColors(scheme: MapScheme) {
  return scheme === 'dark'
    ? { outer: '#0b0d10', inner: '#ffffff', mark: '#ff7a1a' }
    : { outer: '#ffffff', inner: '#1a1d21', mark: '#e8450a' };
}
