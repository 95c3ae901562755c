import type { HealthGrade, HealthReport } from "../../preload/contract/health.ts";
import { placesOf } from "../compose/command-place.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { healthOf } from "../compose/health.ts";
import { networkHealthOf } from "../compose/network-health-of.ts";
import { assessed } from "../core/domain/health.ts";
import type { Command, Ending, Given } from "./command.ts";
import { lineWords } from "./doctor-words.ts";

export const doctorCommands: readonly Command[] = [
  {
    name: "doctor",
    options: { json: { does: "tells it as JSON, for programs" } },
    does: "tells how the kiosk's parts are, and what to do; also while it runs, or can't",
    run: runDoctor,
  },
];

async function runDoctor(
  { config, dataDir, clock }: KioskPlace,
  { options }: Given,
): Promise<Ending> {
  const { folder } = placesOf(dataDir);
  const { service } = config;
  if (service !== null) {
    return told(await networkHealthOf(config, service, { folder, clock }), options);
  }
  // No screen waits for a command, so the journal is checked to its end.
  const measure = healthOf(config, folder, { clock, patienceMs: 3_600_000 });
  return told(assessed(await measure(), clock()), options);
}

function told(report: HealthReport, options: Given["options"]): Ending {
  const said = options["json"] === true ? JSON.stringify(withWords(report)) : asTable(report);
  return { exitCode: report.healthy ? 0 : 1, said };
}

const signs: Readonly<Record<HealthGrade, string>> = {
  good: "ok     ",
  warning: "warning",
  fault: "FAULT  ",
};

function asTable({ lines }: HealthReport): string {
  return lines
    .map((line) => `${signs[line.grade]}  ${line.subject.padEnd(8)}  ${lineWords(line)}`)
    .join("\n");
}

/** The report for machines, each line with its words. */
function withWords({ at, healthy, lines }: HealthReport): object {
  return {
    at: new Date(at).toISOString(),
    healthy,
    lines: lines.map((line) => ({ ...line, words: lineWords(line) })),
  };
}
