/** A figure taken once an hour. */
export interface Series {
  readonly figure: string;
  readonly unit: string;
  /** In the order of the hours. */
  readonly hourly: readonly number[];
}

/** What a figure did from its first hour to its last. */
export interface Trend {
  readonly figure: string;
  readonly unit: string;
  readonly first: number;
  readonly last: number;
  /** Per cent of the figure's mean, an hour. */
  readonly slope: number;
}

/** A leak is what grows by more than this many per cent an hour. */
const steepest = 1;

/**
 * How fast `hourly` grows, in per cent of its mean an hour: the median of the slopes between every two hours (Theil
 * and Sen). A least-squares line would be turned by a single hour with a burst; the median stays until more than a
 * quarter of the hours are bursts, and still sees what grows steadily. 0 for fewer than two hours or nothing but zeros.
 */
export function slopeOf(hourly: readonly number[]): number {
  const mean = hourly.reduce((sum, value) => sum + value, 0) / hourly.length;
  const slopes = hourly.flatMap((value, hour) =>
    hourly.slice(hour + 1).map((later, ahead) => (later - value) / (ahead + 1)),
  );
  if (slopes.length === 0 || mean === 0) return 0;
  return (100 * median(slopes)) / mean;
}

/** The trend of each figure after the first `warmUp` hours. */
export function trendsOf(figures: readonly Series[], warmUp: number): readonly Trend[] {
  return figures.map(({ figure, unit, hourly }) => {
    const judged = hourly.slice(warmUp);
    const [first = 0] = judged;
    return { figure, unit, first, last: judged.at(-1) ?? 0, slope: slopeOf(judged) };
  });
}

/** One loss for each figure that grows too fast, and for one that isn't a number at all. */
export function leaksAmong(trends: readonly Trend[]): readonly string[] {
  return trends
    .filter(({ slope }) => !(slope <= steepest))
    .map(({ figure, slope }) => `${figure} grows by ${slope.toFixed(2)} % an hour`);
}

/** The trends as a Markdown table. */
export function tableOf(trends: readonly Trend[]): readonly string[] {
  return [
    "| figure | first hour | last hour | slope |",
    "| --- | ---: | ---: | ---: |",
    ...trends.map(
      ({ figure, unit, first, last, slope }) =>
        `| ${figure} | ${written(first)} ${unit} | ${written(last)} ${unit} | ${slope.toFixed(2)} %/h |`,
    ),
  ];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}

function written(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 1 });
}
