import path from "node:path";
import * as v from "valibot";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { Config } from "./config.ts";
import { readBankFile } from "./bank-file.ts";
import { readCertificates } from "./certificates.ts";
import { defaults, networkDefaults } from "./defaults.ts";
import { demoProfile } from "./demo-profile.ts";
import { isUnknownKey, overlay, problemOf, readSection } from "./sections.ts";
import type { ConfigProblem, Section } from "./sections.ts";
import { paletteFault } from "./palette.ts";
import { configSchema } from "./schema.ts";

/**
 * The kiosk's configuration, deep-frozen. `path`: a YAML or JSON file; without it, the demo profile.
 *
 * A file overlays the `bank.yaml` of its branding folder, and that one the defaults; together they state `bank.name`,
 * `bank.phone`, `token`, `kiosk.branch` and `mail`; with `service`, only `token.issuer` and `mail.domains` of `token` and
 * `mail`. A file with `demo: true` overlays the demo profile. A list replaces
 * the list below it. An unknown key, a wrong type or value is refused, and so are colours with too little contrast, and
 * the demo profile in a packaged kiosk, whose customers would take it for the real one.
 */
export function loadConfig(options: {
  readonly path?: string | undefined;
  readonly packaged: boolean;
}): Result<Config, ConfigProblem> {
  const loaded = options.path === undefined ? ok(demoProfile) : fromFile(options.path);
  if (loaded.ok && loaded.value.demo && options.packaged) {
    return refused({ path: "demo", problem: "may not be set on a packaged kiosk" });
  }
  return loaded.ok ? ok(deepFreeze(loaded.value)) : loaded;
}

function fromFile(file: string): Result<Config, ConfigProblem> {
  const read = readSection(file);
  return read.ok ? configFrom(file, read.value) : read;
}

/** The configuration that `stated`, the keys and values of the file `file`, makes with what it overlays. */
export function configFrom(file: string, stated: Section): Result<Config, ConfigProblem> {
  // A value that is no text is refused later, with the other values.
  const folder = typeof stated["branding"] === "string" ? stated["branding"] : "";
  const branding = folder === "" ? null : path.resolve(path.dirname(file), folder);
  const bank = branding === null ? ok({ file: "", stated: {} }) : readBankFile(branding);
  if (!bank.ok) return bank;
  /** Adds the name of the file in which the problem's key stands, where that isn't the configuration file. */
  const placed = ({ path: key, problem }: ConfigProblem): ConfigProblem => {
    const isBanks = !states(stated, key) && states(bank.value.stated, key);
    return { path: isBanks ? `${bank.value.file}: ${key}` : key, problem };
  };
  const base = stated["demo"] === true ? demoProfile : defaultsFor(stated, bank.value.stated);
  const parsed = v.safeParse(configSchema, overlay(overlay(base, bank.value.stated), stated));
  if (!parsed.success) {
    // A mistyped key also leaves the right one missing; the mistyped one is reported.
    return refused(placed(problemOf(parsed.issues.find(isUnknownKey) ?? parsed.issues[0])));
  }
  const fault = paletteFault(parsed.output.bank.colours);
  if (fault !== null) return refused(placed({ path: "bank.colours", problem: fault }));
  const { mail } = parsed.output;
  if (!mail.smtp?.ca) return ok({ ...parsed.output, branding });
  const isOfFile = branding === null || states(stated, "mail.smtp.ca");
  const ca = readCertificates(path.resolve(isOfFile ? path.dirname(file) : branding, mail.smtp.ca));
  if (!ca.ok) return refused(placed({ path: "mail.smtp.ca", problem: ca.refusal }));
  const smtp = { ...mail.smtp, ca: ca.value };
  return ok({ ...parsed.output, branding, mail: { ...mail, smtp } });
}

function defaultsFor(stated: Section, banks: Section): unknown {
  const service = stated["service"] ?? banks["service"] ?? null;
  return service === null ? defaults : overlay(defaults, networkDefaults);
}

/** Whether the section has the key path `key`, such as `mail.smtp.port`, whatever its value. */
function states(section: Section, key: string): boolean {
  let within: unknown = section;
  for (const name of key.split(".")) {
    if (typeof within !== "object" || within === null || !Object.hasOwn(within, name)) return false;
    within = (within as Section)[name];
  }
  return true;
}

/** Freezes `value` with all that it holds. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
