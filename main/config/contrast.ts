/**
 * The contrast ratio of two colours (`#rrggbb`), 1 to 21, in either order: WCAG 2.2, "contrast ratio" and "relative
 * luminance".
 *
 * Worked example: `#ffffff` and `#777777` have luminances of 1 and 0.184, and so (1 + 0.05) / (0.184 + 0.05) = 4.48.
 */
export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
