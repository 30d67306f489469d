// Colours of data that everybody can tell apart, in greyscale too.

/** Okabe–Ito: blue gains, vermilion loses. */
export const GAIN = "#0072b2";
export const LOSE = "#d55e00";
export const SAME = "#8a857b";
/** What is drawn by hand. */
export const DRAWN = LOSE;
/** Three steps of batlow, from the least to the most. */
export const STEPS = ["#f9c7e8", "#808133", "#103f60"] as const;
