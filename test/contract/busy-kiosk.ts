/**
 * A kiosk on real adapters in the data folder of the first argument. Hanako issues, starts, signs in by code and
 * releases; then Jiro issues again and again, until standard input ends. What must stay secret goes, as JSON, to the
 * file of the second argument; standard output hears "serving" in between.
 */
import { realpathSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import keytar from "keytar";
import { generateSync } from "otplib";
import { compose } from "../../main/compose.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import { shortHash } from "../../main/adapters/hashes.ts";
import type { Result } from "../../preload/contract/result.ts";
import { operationsOf } from "../fakes/operations-of.ts";
import { plainBrand } from "../fakes/plain-brand.ts";
import { wellMachine } from "../fakes/well-machine.ts";

export interface Secrets {
  readonly passwords: readonly string[];
  /** Also those that were wrong, and the staff's PINs. */
  readonly codes: readonly string[];
  /** Base32. */
  readonly tokenSecret: string;
  /** Each of the kiosk's, base64. */
  readonly keys: readonly string[];
  readonly mailAddress: string;
}

const [dataDir = "", secretsFile = ""] = process.argv.slice(2);
const hanako = { loginId: "hanako01", loginPassword: "hanalogin1" };
const jiro = { loginId: "jiro0001", loginPassword: "jirologin1" };
const assistant = { staffId: "100001", pin: "624813" };
const officerPin = "846135";
const wrongCode = "730194";
const confirmationPassword = "hanakaku1";
const startPassword = "48261937";
const mailAddress = "hanako.aizu.88@docomo.ne.jp";
const entry = {
  mailAddress,
  mailAddressAgain: mailAddress,
  startPassword,
  startPasswordAgain: startPassword,
};

const { handle, close } = await compose(
  { config: demoProfile, brand: plainBrand },
  { dataDir, clockOffsetSeconds: 0 },
  wellMachine(),
);
const kiosk = operationsOf(handle);

must(await kiosk.signIn(hanako));
must(await kiosk.draftIssue(entry));
await kiosk.confirmIssue({ confirmationPassword: "wrongkaku1" });
must(await kiosk.confirmIssue({ confirmationPassword }));
const tokenSecret = must(await kiosk.showSetupCode({ startPassword })).key.replaceAll(" ", "");
// All codes are used within the time step in which they were made, on a slow machine too.
const leftOfStep = 60_000 - (Date.now() % 60_000);
if (leftOfStep < 10_000) await pause(leftOfStep);
const now = Date.now() / 1_000;
// Each step is accepted once, and the next one's code as well.
const codes = [-60, 0, 60].map((ahead) =>
  generateSync({ secret: tokenSecret, period: 60, epoch: now + ahead }),
);
const [before = "", current = "", next = ""] = codes;
await kiosk.startToken({ oneTimePassword: wrongCode });
must(await kiosk.startToken({ oneTimePassword: before }));
must(await kiosk.signOut({}));
// Passwords in the wrong field, wherever an ID is asked for.
await kiosk.signIn({ loginId: hanako.loginPassword, loginPassword: hanako.loginId });
await kiosk.staffSignIn({ staffId: confirmationPassword, pin: assistant.pin });
must(await kiosk.staffSignIn(assistant));
await kiosk.releaseForCustomer({
  ...{ customerId: "demo-hanako", reason: "lost", evidence: "drivers-licence" },
  ...{ evidenceDigits: "1234", approverId: jiro.loginPassword, approverPin: officerPin },
});
must(await kiosk.signIn(hanako));
must(await kiosk.proveCode({ oneTimePassword: current }));
must(await kiosk.releaseToken({ confirmationPassword, oneTimePassword: next }));
await kiosk.signIn({ ...hanako, loginPassword: "wronglogin1" });

const service = `otp-enrolment-kiosk:${shortHash(realpathSync(dataDir))}`;
const secrets: Secrets = {
  passwords: [
    ...[hanako.loginPassword, jiro.loginPassword, confirmationPassword, startPassword],
    ...["jirokaku1", "tarologin1", "tarokaku1", "wrongkaku1", "wronglogin1"],
  ],
  codes: [...codes, wrongCode, assistant.pin, officerPin],
  tokenSecret,
  keys: ((await keytar.getPassword(service, "master-key")) ?? "").match(/[\w+/]{43}=/g) ?? [],
  mailAddress,
};
writeFileSync(secretsFile, JSON.stringify(secrets));

process.stdin.resume();
process.stdout.write("serving\n");
while (!process.stdin.readableEnded) {
  must(await kiosk.signIn(jiro));
  must(await kiosk.draftIssue(entry));
  must(await kiosk.confirmIssue({ confirmationPassword: "jirokaku1" }));
  must(await kiosk.signOut({}));
  await pause(5);
}
await close();

function must<T>(answer: Result<T, { readonly code: string }>): T {
  if (!answer.ok) throw new Error(`Refused: ${answer.refusal.code}`);
  return answer.value;
}
