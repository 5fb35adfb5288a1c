/** One metre is this many of the unit. Source: EPSG unit table (9001 metre, 9002 foot, 9003 US survey foot). */
export const metresPerFoot = 0.3048;
export const metresPerUsSurveyFoot = 1200 / 3937;
/** 1 daa (dekar, mål) = 1000 m2; 1 ha = 10 000 m2. */
export const squareMetresPerDecare = 1000;
export const squareMetresPerHectare = 10_000;
