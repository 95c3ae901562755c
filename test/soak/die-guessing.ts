/**
 * A kiosk at which one ログインパスワード is tried, and which is killed when it has answered, or before: at the write
 * point that it was told. Says on standard output what it answered.
 */
import { writeSync } from "node:fs";
import { taro } from "../e2e/customers.ts";
import { dieAt, setWritePoints } from "./points.ts";
import { plainBrand } from "../fakes/plain-brand.ts";

export interface Guess {
  readonly dataDir: string;
  readonly isRight: boolean;
  /** 0: after the answer. */
  readonly point: number;
}

setWritePoints();
const { compose } = await import("../../main/compose.ts");
const { demoProfile } = await import("../../main/config/demo-profile.ts");
const { wellMachine } = await import("../fakes/well-machine.ts");

const { dataDir, isRight, point } = JSON.parse(process.argv[2] ?? "") as Guess;
const kiosk = await compose(
  { config: demoProfile, brand: plainBrand },
  { dataDir, clockOffsetSeconds: 0 },
  wellMachine(),
);
dieAt(point);
const loginPassword = isRight ? taro.loginPassword : "nobody's";
const answer = await kiosk.handle("signIn", { loginId: taro.loginId, loginPassword });
writeSync(1, answer.ok ? "ok" : answer.refusal.code);
process.kill(process.pid, "SIGKILL");
