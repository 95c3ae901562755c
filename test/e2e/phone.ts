import type { Locator } from "@playwright/test";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Kiosk } from "./kiosk.ts";
import type { Profile } from "./profile.ts";

const run = promisify(execFile);

/** What a phone needs to know to show codes. */
export interface Phone {
  readonly secret: string;
  readonly periodSeconds: number;
  readonly digits: number;
}

/** What an authenticator app learns from the QR code. */
export interface Enrolment extends Phone {
  readonly uri: string;
}

/** Photographs the QR on the screen and decodes it with `zbarimg`, which is none of ours. */
export async function scan(qr: Locator, profile: Profile): Promise<Enrolment> {
  const picture = path.join(profile.root, "qr.png");
  await writeFile(picture, await qr.screenshot());
  const { stdout } = await run("zbarimg", ["--quiet", "--raw", picture]);
  const uri = stdout.trim();
  const parameters = new URL(uri).searchParams;
  return {
    uri,
    secret: parameters.get("secret") ?? "",
    periodSeconds: Number(parameters.get("period")),
    digits: Number(parameters.get("digits")),
  };
}

/**
 * The code that `oathtool`, an independent program, shows at the kiosk's time plus `steps` time steps.
 * `periodSeconds` and `driftSeconds` make an app that ignores the period, or a phone whose clock is off.
 */
export async function codeOn(
  phone: Phone,
  kiosk: Kiosk,
  { steps = 0, period = phone.periodSeconds, driftSeconds = 0 } = {},
): Promise<string> {
  const at = kiosk.now() + steps * phone.periodSeconds + driftSeconds;
  return oathtool(phone, at, period);
}

/** A code that neither the steps around now nor any diagnosis (30 s app, clock or time zone off) would show. */
export async function wrongCodeOn(phone: Phone, kiosk: Kiosk): Promise<string> {
  const near = new Set([
    ...(await codesAround(phone, kiosk, { period: phone.periodSeconds, reach: 90_000 })),
    ...(await codesAround(phone, kiosk, { period: phone.periodSeconds / 2, reach: 900 })),
  ]);
  for (let guess = 0; ; guess += 1) {
    const code = String(guess).padStart(phone.digits, "0");
    if (!near.has(code)) return code;
  }
}

/** Every code of `reach` seconds before and after now. */
async function codesAround(
  phone: Phone,
  kiosk: Kiosk,
  { period, reach }: { readonly period: number; readonly reach: number },
): Promise<readonly string[]> {
  const window = (2 * reach) / period;
  const codes = await oathtool(phone, kiosk.now() - reach, period, window);
  return codes.split("\n");
}

/** One code a line: that of `atSeconds` and of the `window` steps after it. */
async function oathtool(
  { secret, digits }: Phone,
  atSeconds: number,
  period: number,
  window = 0,
): Promise<string> {
  const at = new Date(atSeconds * 1000).toISOString().replace("T", " ");
  const { stdout } = await run("oathtool", [
    "--totp",
    "--base32",
    `--digits=${String(digits)}`,
    `--time-step-size=${String(period)}s`,
    `--window=${String(window)}`,
    `--now=${at.replace(/\.\d+Z$/, " UTC")}`,
    secret,
  ]);
  return stdout.trim();
}
