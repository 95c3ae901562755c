import { faults } from "./faults.ts";
import { injected } from "./injected.ts";
import { killAtRandom, killAtWritePoints } from "./kills.ts";
import type { KillFigures } from "./kills.ts";

/** One row of the reliability table. */
interface Row {
  readonly what: string;
  /** How much of it was tried, in words. */
  readonly tried: string;
  /** What went wrong, one line each; a single one fails the soak. */
  readonly losses: readonly string[];
}

const randomKills = 300;

/** What the soak is made of, in the order in which it runs. A new part is a new line here. */
const parts: readonly (() => Promise<Row>)[] = [
  async () => killRow("killed at every write point", await killAtWritePoints(1)),
  async () => killRow("killed at any moment", await killAtRandom(randomKills)),
  ...Object.keys(faults).map((name) => async () => faultRow(name)),
];

function killRow(what: string, { kills, tries, losses }: KillFigures): Row {
  return { what, tried: `${String(kills)} kills, ${String(tries)} requests`, losses };
}

async function faultRow(what: string): Promise<Row> {
  const { losses, skipped } = await injected(what);
  return {
    what,
    tried: skipped === undefined ? "made, met and ended" : `skipped: ${skipped}`,
    losses,
  };
}

console.log("Soaking; some minutes.\n\n| what | tried | losses |\n| --- | --- | --- |");
let losses = 0;
for (const part of parts) {
  const row = await part();
  console.log(`| ${row.what} | ${row.tried} | ${String(row.losses.length)} |`);
  for (const loss of row.losses) console.error(`  ${loss}`);
  losses += row.losses.length;
}
process.exitCode = losses === 0 ? 0 : 1;
