/**
 * The reliability table, a row as each part ends, and exit code 1 on any loss. With words as arguments only the
 * parts whose name contains one of them.
 */
import { answerPeriods } from "../../main/core/middleware/answer-periods.ts";
import type { AnswerPeriods } from "../../main/core/middleware/answer-periods.ts";
import { bridgeCases } from "./cases.ts";
import { simulatedDay } from "./day.ts";
import { faults, slowFaults } from "./faults.ts";
import { injected } from "./injected.ts";
import { killAppAtRandom, killAtRandom, killAtWritePoints } from "./kills.ts";
import type { KillFigures } from "./kills.ts";
import { lockOverKills } from "./locks.ts";
import type { LockFigures } from "./locks.ts";
import { soakNetwork } from "./network/network.ts";
import { catchLaggingStandby } from "./network/planted.ts";
import { replacePages } from "./pages.ts";
import { timingFigure } from "./timing.ts";

/** What came of one part. */
interface Outcome {
  /** How much of it was tried, in words. */
  readonly tried: string;
  /** What went wrong, one line each; a single one fails the soak. */
  readonly losses: readonly string[];
  /** Figures that go with it, printed below its row. */
  readonly lines?: readonly string[];
}

const randomKills = 300;
/** Each starts the runtime and a kiosk to look at what is found. */
const appKills = 100;
/** A deed that lost its write points, or a kiosk that isn't reached, would be killed less often and pass. */
const writePointKills = 250;
const lockRounds = 10;
/** Until the fifth wrong password, and once more. */
const killsOfLock = 6;
/** The keychain's time-out is 10 s. */
const startsWithinMs = 15_000;
const pageFailures = 10;
const replacedWithinMs = 3_000;
/** Of each kind: of the work alone, and at the bridge, where each one takes its time. */
const workTries = 1_000;
const bridgeTries = 600;
/**
 * How far from 0.5 the overlap of equal times may be by chance. With 600 tries of each kind its deviation is 0.017
 * (Mann and Whitney's U), so four of them lie within: chance alone fails less than one soak in 1,000.
 */
const evenWithin = 0.07;

/** What the soak is made of, by name and in the order in which it runs. A new part is a new line here. */
const parts: Readonly<Record<string, () => Promise<Outcome>>> = {
  "killed at every write point": async () => kills(await killAtWritePoints(1), writePointKills),
  "killed at any moment": async () => kills(await killAtRandom(randomKills), randomKills),
  "the built app killed at any moment": async () =>
    kills(await killAppAtRandom(appKills), appKills),
  "locked by 5 wrong, killed at each": async () => locks(await lockOverKills(lockRounds)),
  ...Object.fromEntries(
    Object.keys({ ...faults, ...slowFaults }).map((name) => [name, () => fault(name)]),
  ),
  "a page that crashes is replaced": () => pages("crash"),
  "a page that hangs is replaced": () => pages("hang"),
  "nonsense at the bridge": () =>
    cases("hostile.test.ts", 10_000, "cases a verb in memory, a twentieth in SQLite"),
  "random sequences of verbs against a model": () => cases("life-cycle", 3_000, "sequences"),
  "a simulated day of customers at one kiosk": () => simulatedDay(),
  "a bank's network under faults": () => soakNetwork(),
  "a network whose standby lags is caught": () => catchLaggingStandby(),
  "time of the work behind an answer": async () => timing(workTries, () => ({})),
  "time of right and wrong answers at the bridge": async () => timing(bridgeTries, answerPeriods),
};

function kills({ kills, tries, losses }: KillFigures, planned: number): Outcome {
  const tried = `${String(kills)} kills, ${String(tries)} requests`;
  return { tried, losses: [...losses, ...tooFew(kills, planned)] };
}

function locks({ kills, losses }: LockFigures): Outcome {
  const tried = `${String(lockRounds)} locks, ${String(kills)} kills`;
  return { tried, losses: [...losses, ...tooFew(kills, lockRounds * killsOfLock)] };
}

function tooFew(kills: number, planned: number): readonly string[] {
  return kills >= planned ? [] : [`${String(kills)} kills, though ${String(planned)} were planned`];
}

async function fault(name: string): Promise<Outcome> {
  const { losses, slowestMs = 0, slowestStartMs = 0, skipped } = await injected(name);
  if (skipped !== undefined) return { tried: `skipped: ${skipped}`, losses };
  // A registry that another process holds is waited for: 3 s, as the driver of SQLite has it.
  const limitMs = name === "registry held by another process" ? 4_000 : 1_000;
  const slow = slowestMs < limitMs ? [] : [`an answer took ${String(limitMs)} ms`];
  const late =
    slowestStartMs < startsWithinMs ? [] : ["a start was neither done nor refused in time"];
  return {
    tried: `made, met and ended; slowest answer ${slowestMs.toFixed(0)} ms, start ${(slowestStartMs / 1_000).toFixed(1)} s`,
    losses: [...losses, ...slow, ...late],
  };
}

async function pages(how: "crash" | "hang"): Promise<Outcome> {
  const { median, worst } = await replacePages(how, pageFailures);
  return {
    tried: `${String(pageFailures)} times; median ${String(median)} ms, worst ${String(worst)} ms`,
    losses: worst <= replacedWithinMs ? [] : ["a page was replaced too late"],
  };
}

async function cases(place: string, number: number, unit: string): Promise<Outcome> {
  const { held, losses } = await bridgeCases(place, number);
  return {
    tried: `${number.toLocaleString("en")} ${unit}, ${String(held)} properties`,
    losses,
  };
}

async function timing(
  tries: number,
  periods: (slowestHash: number) => AnswerPeriods,
): Promise<Outcome> {
  const figures = await timingFigure(tries, periods);
  const told = figures.filter(({ overlap }) => Math.abs(overlap - 0.5) > evenWithin);
  return {
    tried: `${tries.toLocaleString("en")} tries of each kind`,
    // Only what leaves the bridge can be measured by a customer.
    losses: periods !== answerPeriods ? [] : told.map(({ name }) => `${name}: their times differ`),
    lines: figures.map(
      ({ name, medians, overlap }) =>
        `${name}: ${medians.map((ms) => ms.toFixed(2)).join(" and ")} ms, overlap ${overlap.toFixed(3)}`,
    ),
  };
}

const words = process.argv.slice(2);
const wanted = Object.entries(parts).filter(
  ([name]) => words.length === 0 || words.some((word) => name.includes(word)),
);
console.log("Soaking; an hour or so, or the parts named by words.\n");
console.log("| what | tried | losses | minutes |\n| --- | --- | --- | --- |");
const lines: string[] = [];
let failed = wanted.length === 0;
for (const [name, part] of wanted) {
  const begun = performance.now();
  const outcome = await part();
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  console.log(`| ${name} | ${outcome.tried} | ${String(outcome.losses.length)} | ${minutes} |`);
  for (const loss of outcome.losses) console.error(`  ${loss}`);
  lines.push(...(outcome.lines ?? []));
  failed ||= outcome.losses.length > 0;
}
for (const line of lines) console.log(line);
process.exitCode = failed ? 1 : 0;
