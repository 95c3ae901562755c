import type { Deed } from "./history.ts";

/** Requests served, and those without an answer, by the fault that was under way. */
export function figureLines(
  history: readonly Deed[],
  met: readonly string[],
  seconds: number,
): readonly string[] {
  const answered = history.filter(({ outcome }) => outcome !== "unknown");
  const took = answered.map(({ begunAt, endedAt }) => endedAt - begunAt).toSorted((a, b) => a - b);
  const at = (share: number) => String(Math.round(took[Math.floor(took.length * share)] ?? 0));
  const outcomes = Map.groupBy(history, ({ outcome }) => outcome);
  const counts = [...outcomes].map(([outcome, those]) => `${String(those.length)} ${outcome}`);
  const during = Map.groupBy(
    history.filter(({ unanswered }) => unanswered > 0),
    (deed) => deed.during,
  );
  const told = (name: string): string => {
    const those = during.get(name) ?? [];
    const presses = those.reduce((sum, { unanswered }) => sum + unanswered, 0);
    const givenUp = those.filter(({ outcome }) => outcome === "unknown").length;
    return `${String(presses)} presses of ${String(those.length)} requests without an answer, ${String(givenUp)} given up`;
  };
  const times = Map.groupBy(met, (name) => name);
  return [
    `  ${counts.join(", ")}; ${(answered.length / seconds).toFixed(1)} served a second, median ${at(0.5)} ms, 99 % within ${at(0.99)} ms`,
    ...[...times].map(([name, those]) => `  ${name}: ${String(those.length)} times; ${told(name)}`),
    ...[...during.keys()]
      .filter((name) => !times.has(name))
      .map((name) => `  ${name}: ${told(name)}`),
  ];
}

/** Seconds from each of `kills` to the end of the first request that was begun after it and served. */
export function servedAfter(history: readonly Deed[], kills: readonly number[]): string {
  const seconds = kills.map((killedAt) => {
    const served = history.filter(
      ({ deed, outcome, begunAt }) =>
        begunAt > killedAt && deed !== "look" && (outcome === "done" || outcome === "wrong"),
    );
    return (Math.min(...served.map(({ endedAt }) => endedAt)) - killedAt) / 1_000;
  });
  return kills.length === 0 ? "-" : seconds.map((each) => `${each.toFixed(1)} s`).join(", ");
}
