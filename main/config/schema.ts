import * as v from "valibot";
import { hostName, ntpServerSchema, serviceSchema } from "./host-schemas.ts";

const domainName = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

/** The placeholders that a mail's subject and text may have in braces. */
const placeholders = [
  "bankName",
  "serviceId",
  "userId",
  "phone",
  "mobileLink",
  "smartphoneLink",
] as const;
export type MailPlaceholder = (typeof placeholders)[number];

const line = v.pipe(
  v.string(),
  v.regex(/^[^\p{Cc}]{1,100}$/u, "must be one line of 1 to 100 characters"),
  v.check((text) => text.trim() !== "", "must not be blank"),
);
const link = v.pipe(v.string(), v.regex(/^https:\/\/[\x21-\x7e]+$/, "must be an https address"));
const appList = v.array(v.strictObject({ name: line, phones: line }));

/**
 * ASCII characters except those of formulas, CSV and dates; an ID in the form of a date with . or - is refused in any
 * case.
 */
const userId = v.pipe(v.string(), v.regex(/^[0-9]{12}$/, "must be 12 digits"));
const idSigns = v.pipe(
  v.string(),
  v.regex(/^[!#$%&*./:;?@\\[\]^_`{|}~+-]{0,30}$/, "must be signs such as ._-@"),
);

const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, "must be a colour as #14407a"));

function mailTemplate(known: readonly MailPlaceholder[]) {
  return v.strictObject({
    subject: v.pipe(line, knownPlaceholders(known)),
    text: v.pipe(v.string(), v.nonEmpty("must not be empty"), knownPlaceholders(known)),
  });
}

const aboutToken = mailTemplate(placeholders);
/** The reader of a former address may be a stranger: the text has no ID and no link. */
const toFormerAddress = mailTemplate(["bankName", "phone"]);

/** The mails of the configuration. */
const mailTextsSchema = v.strictObject({
  issued: aboutToken,
  started: aboutToken,
  released: aboutToken,
  moved: toFormerAddress,
  reissued: toFormerAddress,
});

/** The mails of a language. */
export const languageMailsSchema = v.strictObject({
  issued: aboutToken,
  started: aboutToken,
  released: aboutToken,
  moved: v.optional(toFormerAddress),
  reissued: v.optional(toFormerAddress),
});

/** The whole configuration; each issue's message completes the sentence "KEY.PATH …". */
export const configSchema = v.strictObject({
  demo: v.boolean(),
  branding: v.nullable(v.pipe(v.string(), v.regex(/^[^\p{Cc}]+$/u, "must be a folder's path"))),
  bank: v.strictObject({
    name: line,
    colours: v.strictObject({
      primary: colour,
      primaryPressed: colour,
      tint: colour,
      tintStrong: colour,
    }),
    phone: v.pipe(v.string(), v.regex(/^[0-9][0-9-]{8,14}[0-9]$/, "must be a telephone number")),
  }),
  token: v.pipe(
    v.strictObject({
      serviceId: v.pipe(v.string(), v.regex(/^[0-9]{4,12}$/, "must be 4 to 12 digits")),
      firstUserId: userId,
      lastUserId: v.nullable(userId),
      issuer: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,8}$/, "must be 1 to 8 of A-Z a-z 0-9 -")),
      reissueDays: whole(1, 365),
      releaseLimitYen: whole(0, 1_000_000_000),
      transferHoldHours: v.nullable(whole(1, 720)),
    }),
    v.forward(
      v.partialCheck(
        [["firstUserId"], ["lastUserId"]],
        ({ firstUserId, lastUserId }) => lastUserId === null || firstUserId <= lastUserId,
        "must be at least token.firstUserId",
      ),
      ["lastUserId"],
    ),
  ),
  customers: v.strictObject({
    idSigns,
    loginIdSigns: idSigns,
    // A password of more than 31 characters could be a digest in hexadecimal.
    passwordLength: v.pipe(
      v.strictObject({ least: whole(1, 31), most: whole(1, 31) }),
      v.forward(
        v.partialCheck(
          [["least"], ["most"]],
          ({ least, most }) => least <= most,
          "must be at least customers.passwordLength.least",
        ),
        ["most"],
      ),
    ),
  }),
  kiosk: v.strictObject({
    name: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/, "must be 1 to 32 of A-Z a-z 0-9 -")),
    branch: line,
    powerOff: v.boolean(),
  }),
  service: serviceSchema,
  clock: v.strictObject({ ntpServer: ntpServerSchema }),
  print: v.strictObject({
    printer: v.nullable(line),
    paper: v.picklist(["a5", "80mm"]),
    perVisit: whole(1, 20),
  }),
  retention: v.strictObject({
    // Refused and expired mails are reported for 30 days, so that staff can have them sent again.
    mailAddressDays: v.nullable(whole(30, 3_650)),
    printDays: v.nullable(whole(1, 3_650)),
    exportDays: v.nullable(whole(1, 3_650)),
    spoolDays: v.nullable(whole(1, 3_650)),
  }),
  lockout: v.strictObject({ wrongTries: whole(1, 100) }),
  setupCode: v.strictObject({
    showings: whole(1, 10),
    seconds: whole(1, 600),
    minutesAfterIssue: whole(1, 60),
  }),
  idle: v.pipe(
    v.strictObject({
      seconds: whole(1, 3_600),
      phoneSeconds: whole(1, 3_600),
      warningSeconds: whole(1, 600),
      finishSeconds: whole(1, 600),
      sessionMinutes: whole(1, 120),
      staffSeconds: whole(30, 600),
    }),
    // The warning is a part of the staff's time.
    v.forward(
      v.partialCheck(
        [["warningSeconds"], ["staffSeconds"]],
        ({ warningSeconds, staffSeconds }) => warningSeconds < staffSeconds,
        "must be more than idle.warningSeconds",
      ),
      ["staffSeconds"],
    ),
    // Otherwise the main process would end a session while the screen still offers to continue it.
    v.forward(
      v.partialCheck(
        [["seconds"], ["phoneSeconds"], ["warningSeconds"], ["sessionMinutes"]],
        ({ seconds, phoneSeconds, warningSeconds, sessionMinutes }) =>
          Math.max(seconds, phoneSeconds) + warningSeconds <= sessionMinutes * 60,
        "must be as long as the longer one of idle.seconds and idle.phoneSeconds with idle.warningSeconds",
      ),
      ["sessionMinutes"],
    ),
  ),
  screen: v.strictObject({ pixelsPerMillimetre: between(1, 20) }),
  keychain: v.strictObject({ timeoutSeconds: whole(1, 60) }),
  apps: v.strictObject({ suitable: appList, unsuitable: appList }),
  mail: v.strictObject({
    from: v.strictObject({
      name: line,
      address: v.pipe(
        v.string(),
        v.regex(/^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,189}$/, "must be a mail address"),
      ),
    }),
    smtp: v.nullable(
      v.strictObject({
        host: v.pipe(v.string(), v.maxLength(253), v.regex(hostName, "must be a host name")),
        port: whole(1, 65_535),
        security: v.picklist(["none", "starttls", "tls"]),
        ca: v.optional(v.nullable(v.pipe(v.string(), v.nonEmpty("must be a file's path"))), null),
      }),
    ),
    domains: v.pipe(
      v.array(v.pipe(v.string(), v.regex(domainName, "must be a domain name"))),
      v.nonEmpty("must name a domain"),
    ),
    links: v.strictObject({ mobile: link, smartphone: link }),
    texts: mailTextsSchema,
  }),
});

function between(least: number, greatest: number) {
  const range = `must be from ${String(least)} to ${String(greatest)}`;
  return v.pipe(v.number(), v.minValue(least, range), v.maxValue(greatest, range));
}

function whole(least: number, greatest: number) {
  return v.pipe(between(least, greatest), v.integer("must be a whole number"));
}

/** A mistyped placeholder would reach customers unchanged. */
function knownPlaceholders(known: readonly MailPlaceholder[]) {
  return v.check<string, string>(
    (text) =>
      Array.from(text.matchAll(/\{([^{}]*)\}/g)).every(([, name = ""]) =>
        known.some((placeholder) => placeholder === name),
      ),
    `may hold no placeholder but ${known.map((name) => `{${name}}`).join(" ")}`,
  );
}
