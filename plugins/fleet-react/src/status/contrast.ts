/**
 * The contrast ratio of two colours in hexadecimal notation, 1 to 21, by the
 * relative luminance of WCAG 2.2.
 *
 * @public
 */
export function contrastRatio(left: string, right: string): number {
  const [lighter, darker] = [luminance(left), luminance(right)].sort(
    (a, b) => b - a,
  );
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = channels(color).map(channel => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(color: string): number[] {
  const digits = color.replace('#', '');
  const full =
    digits.length === 3
      ? [...digits].map(digit => digit + digit).join('')
      : digits;
  return [0, 2, 4].map(start => parseInt(full.slice(start, start + 2), 16));
}
