import path from "node:path";
import * as v from "valibot";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { readCertificates } from "./certificates.ts";
import type { Config } from "./config.ts";
import { configFrom, deepFreeze } from "./load-config.ts";
import { isUnknownKey, overlay, problemOf, readSection } from "./sections.ts";
import type { ConfigProblem, Section } from "./sections.ts";

/** The configuration of the bank's service: what it listens to, its database, and the rules of the core. */
export interface ServiceConfig {
  /** The rules of the core, as a kiosk has them in its own file. */
  readonly core: Config;
  readonly service: {
    /** Which of the bank's services this is, in the journal and its chains. */
    readonly name: string;
    /** Where kiosks come in. */
    readonly listen: { readonly host: string; readonly port: number };
    /** The port on loopback for `/healthz`, `/readyz` and `/metrics`. */
    readonly metricsPort: number;
    /** Where the ring of keys is; null: a file in the data folder, or systemd's credential. */
    readonly keys: {
      /** A token of a hardware security module. The paths are absolute. */
      readonly pkcs11: {
        readonly module: string;
        readonly tokenLabel: string;
        readonly pinFile: string;
      };
    } | null;
    /** How many requests a kiosk may send in a second, over ten of them. */
    readonly requestsPerSecond: number;
    /** Codes for relying systems. */
    readonly verifier: {
      /** The port on loopback for programs of this machine, without TLS; null: there is none. */
      readonly loopbackPort: number | null;
      /** The only realm of `/validate/check`; null: any. */
      readonly realm: string | null;
      /** How many codes a relying system may have verified in a second, over ten of them. */
      readonly requestsPerSecond: number;
    };
  };
  /** Where the internet bank is told of changes; null: nowhere. */
  readonly webhooks: {
    /** `https:`, or `http:` on loopback. */
    readonly url: string;
    /** The absolute path of a file with one or two secrets, as Standard Webhooks writes them. */
    readonly secretFile: string;
    /** PEM of the authorities of its certificate; null: those that Node brings. */
    readonly ca: string | null;
  } | null;
  /** null: a private cluster in the data folder. */
  readonly database: {
    /** `host:port`, or the folder of a socket; several: the one that takes writes is found. */
    readonly hosts: readonly [string, ...string[]];
    readonly name: string;
    readonly user: string;
    /** The absolute path of a file whose first line is the password; null: none is asked for. */
    readonly passwordFile: string | null;
    /** PEM of the authorities of the servers' certificates; null: the connection isn't encrypted. */
    readonly ca: string | null;
  } | null;
}

const defaults = {
  service: {
    name: "service",
    listen: { host: "127.0.0.1", port: 8443 },
    metricsPort: 9464,
    keys: null,
    requestsPerSecond: 20,
    verifier: { loopbackPort: null, realm: null, requestsPerSecond: 200 },
  },
  webhooks: null,
  database: null,
} as const;

/** What belongs to the machine of a kiosk. */
const ofKiosks = ["kiosk", "keychain"] as const;

const port = v.pipe(
  v.number(),
  v.integer("must be a whole number"),
  v.minValue(0, "must be from 0 to 65535"),
  v.maxValue(65_535, "must be from 0 to 65535"),
);
const host = v.pipe(v.string(), v.regex(/^[A-Za-z0-9.:-]{1,253}$/, "must be an address or a name"));
const identifier = v.pipe(v.string(), v.regex(/^[^\p{C}]{1,63}$/u, "must have 1 to 63 characters"));
const perSecond = v.pipe(
  v.number(),
  v.minValue(1, "must be from 1 to 10000"),
  v.maxValue(10_000, "must be from 1 to 10000"),
);
const databaseHost = v.pipe(
  v.string(),
  v.regex(
    /^(?:\/[^\p{C}]{1,100}|[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?)$/u,
    "must be HOST, HOST:PORT or the folder of a socket",
  ),
);
const file = v.pipe(v.string(), v.nonEmpty("must be a file's path"));

const serviceSchema = v.strictObject({
  service: v.strictObject({
    name: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,24}$/, "must be 1 to 24 of A-Z a-z 0-9 -")),
    listen: v.strictObject({ host, port }),
    metricsPort: port,
    keys: v.nullable(
      v.strictObject({
        pkcs11: v.strictObject({
          module: file,
          tokenLabel: v.pipe(
            v.string(),
            v.regex(/^[\x20-\x7e]{1,32}$/, "must have 1 to 32 characters of ASCII"),
          ),
          pinFile: file,
        }),
      }),
    ),
    requestsPerSecond: perSecond,
    verifier: v.strictObject({
      loopbackPort: v.nullable(port),
      realm: v.nullable(identifier),
      requestsPerSecond: perSecond,
    }),
  }),
  webhooks: v.nullable(
    v.strictObject({
      url: v.pipe(
        v.string(),
        v.url("must be a URL"),
        v.regex(
          /^https:|^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)[:/]/,
          "must be https, or http on this machine",
        ),
      ),
      secretFile: file,
      ca: v.optional(v.nullable(file), null),
    }),
  ),
  database: v.nullable(
    v.strictObject({
      hosts: v.tupleWithRest([databaseHost], databaseHost),
      name: identifier,
      user: identifier,
      passwordFile: v.optional(v.nullable(file), null),
      ca: v.optional(v.nullable(file), null),
    }),
  ),
});

/**
 * The service's configuration, deep-frozen. `file`: a YAML or JSON file; without it, the demo profile with a private
 * cluster, on loopback. Its sections `service`, `webhooks` and `database` are the service's; all others are those of a kiosk's file,
 * but for what belongs to a kiosk's machine.
 */
export function loadServiceConfig(file: string | undefined): Result<ServiceConfig, ConfigProblem> {
  const read = file === undefined ? ok<Section>({ demo: true }) : readSection(file);
  if (!read.ok) return read;
  const { service = {}, webhooks = null, database = null, ...rest } = read.value;
  const foreign = ofKiosks.find((key) => Object.hasOwn(rest, key));
  if (foreign !== undefined) {
    return refused({ path: foreign, problem: "belongs into the configuration of a kiosk" });
  }
  const parsed = v.safeParse(serviceSchema, overlay(defaults, { service, webhooks, database }));
  if (!parsed.success) {
    return refused(problemOf(parsed.issues.find(isUnknownKey) ?? parsed.issues[0]));
  }
  const own = parsed.output;
  const folder = path.dirname(path.resolve(file ?? "."));
  const placed = (name: string | null) => (name === null ? null : path.resolve(folder, name));
  const pkcs11 = own.service.keys?.pkcs11 ?? null;
  const keys = pkcs11 && {
    pkcs11: {
      ...pkcs11,
      module: path.resolve(folder, pkcs11.module),
      pinFile: path.resolve(folder, pkcs11.pinFile),
    },
  };
  const authorities = (name: string | null | undefined) => {
    const ca = placed(name ?? null);
    return ca === null ? ok(null) : readCertificates(ca);
  };
  const certificates = authorities(own.database?.ca);
  if (!certificates.ok) return refused({ path: "database.ca", problem: certificates.refusal });
  const webhooksCa = authorities(own.webhooks?.ca);
  if (!webhooksCa.ok) return refused({ path: "webhooks.ca", problem: webhooksCa.refusal });
  // The kiosks' names and branches come with their identities.
  const kiosk = { name: own.service.name, branch: "-" };
  const core = configFrom(path.resolve(file ?? "."), { ...rest, kiosk });
  if (!core.ok) return core;
  return ok(
    deepFreeze({
      ...{ core: core.value, service: { ...own.service, keys } },
      webhooks: own.webhooks && {
        url: own.webhooks.url,
        secretFile: path.resolve(folder, own.webhooks.secretFile),
        ca: webhooksCa.value,
      },
      database: own.database && {
        ...own.database,
        ...{ passwordFile: placed(own.database.passwordFile), ca: certificates.value },
      },
    }),
  );
}
