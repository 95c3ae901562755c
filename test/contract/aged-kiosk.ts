/**
 * A kiosk on real adapters in the data folder of the first argument, with the clock of the second, as JSON. Jiro issues
 * twice; the mails go into the spool. Standard output hears "served", and the kiosk closes when standard input ends.
 */
import { once } from "node:events";
import { compose } from "../../main/compose.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import type { Result } from "../../preload/contract/result.ts";
import { operationsOf } from "../fakes/operations-of.ts";
import { plainBrand } from "../fakes/plain-brand.ts";
import { wellMachine } from "../fakes/well-machine.ts";

/** A kiosk's clock. */
export interface AgedClock {
  /** By how much it is shifted. */
  readonly offsetSeconds: number;
  /** The NTP server that it is compared with. */
  readonly ntpServer: string;
}

const [dataDir = "", clock = ""] = process.argv.slice(2);
const { offsetSeconds, ntpServer } = JSON.parse(clock) as AgedClock;
const mailAddress = "jiro.iwaki.77@docomo.ne.jp";
const startPassword = "48261937";
const entry = { mailAddress, mailAddressAgain: mailAddress };

const { handle, close } = await compose(
  { config: { ...demoProfile, clock: { ntpServer } }, brand: plainBrand },
  { dataDir, clockOffsetSeconds: offsetSeconds },
  wellMachine(),
);
const kiosk = operationsOf(handle);
must(await kiosk.signIn({ loginId: "jiro0001", loginPassword: "jirologin1" }));
for (let issues = 0; issues < 2; issues += 1) {
  must(await kiosk.draftIssue({ ...entry, startPassword, startPasswordAgain: startPassword }));
  must(await kiosk.confirmIssue({ confirmationPassword: "jirokaku1" }));
}
must(await kiosk.signOut({}));
process.stdout.write("served\n");
process.stdin.resume();
await once(process.stdin, "end");
await close();

function must<T>(answer: Result<T, { readonly code: string }>): T {
  if (!answer.ok) throw new Error(`Refused: ${answer.refusal.code}`);
  return answer.value;
}
