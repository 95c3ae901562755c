/** One row of the bench: what was measured, its floor in the same run, and the aim it is held against. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  readonly floor: string;
  readonly ratio: string;
  readonly aim: string;
}

/** The value below which `share` (0–1) of the samples lie; nearest rank. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** A row that compares two samples taken in turn by their medians. */
export function ratioFigure(
  name: string,
  unit: string,
  measured: readonly number[],
  floor: readonly number[],
  aim: string,
): Figure {
  const digits = median(floor) < 10 ? 2 : 0;
  return {
    name,
    measured: `${median(measured).toFixed(digits)} ${unit}`,
    floor: `${median(floor).toFixed(digits)} ${unit}`,
    ratio: (median(measured) / median(floor)).toFixed(2),
    aim,
  };
}

/** The rows as a table in plain text. */
export function table(figures: readonly Figure[]): string {
  const header: Figure = {
    name: "figure",
    measured: "measured",
    floor: "floor",
    ratio: "ratio",
    aim: "aim",
  };
  const rows = [header, ...figures];
  const columns = ["name", "measured", "floor", "ratio", "aim"] as const;
  const widths = columns.map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      columns
        .map((column, at) => row[column].padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
