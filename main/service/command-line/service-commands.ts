import type { Command, Ending } from "../../command-line/command.ts";
import { fingerprintInWords } from "../../command-line/refusal-words.ts";
import { migrateService } from "../../compose/service-commands.ts";
import { examineService } from "../../compose/service-doctor.ts";
import type { ServiceLine } from "../../compose/service-doctor.ts";
import type { ServicePlace } from "../../compose/service-place.ts";
import { ownIdentity } from "../../compose/service-place.ts";
import { importCommands } from "./import-commands.ts";
import { journalCommands } from "./journal-commands.ts";
import { kiosksCommands } from "./kiosks-commands.ts";
import { serviceEnded, serviceWorded } from "./refusal-words.ts";
import { handoverCommands, keysCommands, staffCommands } from "./shared-commands.ts";

/** All commands of the service, in the order of usage. Without a command it serves. */
export const serviceCommands: readonly Command<ServicePlace>[] = [
  {
    name: "migrate",
    does: "brings the database's schema up to date, under a lock; also while services serve",
    help: `A service starts only on a schema that it knows. One that is started without a command migrates by itself.
`,
    run: runMigrate,
  },
  ...kiosksCommands,
  ...staffCommands,
  ...keysCommands,
  ...handoverCommands,
  ...journalCommands,
  ...importCommands,
  {
    name: "doctor",
    options: { json: { does: "tells it as JSON, for programs" } },
    does: "tells how the service's parts are, and what to do; also while it runs, or can't",
    run: async (place, { options }) =>
      doctorsEnding(await examineService(place, serviceWorded), options["json"] === true),
  },
  {
    name: "metrics",
    does: "tells the figures of the running service, as Prometheus gets them",
    run: runMetrics,
  },
  {
    name: "fingerprint",
    does: "tells the fingerprint of the service's own key, which kiosks show when they join",
    run: runFingerprint,
  },
];

async function runMigrate(place: ServicePlace): Promise<Ending> {
  return serviceEnded(await migrateService(place), ({ from, to }) =>
    from === to
      ? `The schema is of version ${String(to)} already.`
      : `The schema is of version ${String(to)} now; it was of ${String(from)}.`,
  );
}

async function runFingerprint(place: ServicePlace): Promise<Ending> {
  const { fingerprint } = await ownIdentity(place);
  return { exitCode: 0, said: fingerprintInWords(fingerprint) };
}

async function runMetrics({ config }: ServicePlace): Promise<Ending> {
  const { metricsPort } = config.service;
  try {
    const answer = await fetch(`http://127.0.0.1:${String(metricsPort)}/metrics`);
    return { exitCode: 0, said: (await answer.text()).trimEnd() };
  } catch {
    const complained = `No service answers at port ${String(metricsPort)} of this machine.`;
    return { exitCode: 1, complained };
  }
}

const signs = { good: "ok     ", warning: "warning", fault: "FAULT  " } as const;

function doctorsEnding(lines: readonly ServiceLine[], asJson: boolean): Ending {
  const healthy = lines.every(({ grade }) => grade !== "fault");
  const table = lines.map(
    ({ grade, subject, words }) => `${signs[grade]}  ${subject.padEnd(8)}  ${words}`,
  );
  return {
    exitCode: healthy ? 0 : 1,
    said: asJson ? JSON.stringify({ healthy, lines }) : table.join("\n"),
  };
}
