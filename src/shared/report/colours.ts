/**
 * Fill colours of the seven score classes on light ground, lowest first: viridis (van der Walt and Smith, CC0),
 * monotone in lightness with the best darkest, and told apart by readers with colour-vision deficiency. The window's
 * light map and the reports show the same.
 */
export const scoreRamp = ['#fbe723', '#b5de2b', '#6ece58', '#35b779', '#1f9e89', '#31688e', '#440154'] as const;
