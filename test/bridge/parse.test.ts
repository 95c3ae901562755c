import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRequest } from "../../preload/contract/parse-request.ts";
import { verbs } from "../../preload/contract/channels.ts";
import type { Verb } from "../../preload/contract/channels.ts";

/** A request of each verb that its screen could send. */
const good = {
  readKiosk: {},
  readWords: { language: "zh-Hans" },
  signIn: { loginId: "taro0001", loginPassword: "tarologin1" },
  proveCode: { oneTimePassword: "123456" },
  signOut: {},
  readStatus: {},
  draftIssue: {
    mailAddress: "taro..d.@docomo.ne.jp",
    mailAddressAgain: "taro..d.@docomo.ne.jp",
    startPassword: "2580",
    startPasswordAgain: "2580",
  },
  prolong: {},
  cancelDraft: {},
  confirmIssue: { confirmationPassword: "tarokaku1" },
  showSetupCode: { startPassword: "2580" },
  startToken: { oneTimePassword: "000000" },
  releaseToken: { confirmationPassword: "tarokaku1", oneTimePassword: "999999" },
  printSlip: {},
  staffSignIn: { staffId: "100001", pin: "624813" },
  staffSignOut: {},
  findCustomers: { searched: "フクシマ" },
  readCustomer: { customerId: "demo-taro" },
  unlock: { customerId: "demo-taro", kind: "loginPassword", reason: "mistyped" },
  allowSetupCode: { customerId: "demo-taro", reason: "too-slow" },
  resendMail: {
    customerId: "demo-taro",
    kind: "issued",
    mailAddress: "",
    mailAddressAgain: "",
  },
  showMailAddress: { customerId: "demo-taro" },
  printCustomerSlip: { customerId: "demo-taro" },
  findJournal: { day: "2026-04-01", customer: "taro0001", staffId: "", kind: "", before: "12" },
  exportJournal: { day: "", customer: "", staffId: "100001", kind: "release" },
  bundleJournal: { day: "2026-04-01" },
  findLockedStaff: {},
  unlockStaff: { staffId: "100001", reason: "by-others" },
  readHealth: {},
  readFleet: {},
  closeForCleaning: {},
  restartKiosk: {},
  shutDownKiosk: {},
  releaseForCustomer: {
    customerId: "demo-taro",
    reason: "lost",
    evidence: "passport",
    evidenceDigits: "123A",
    approverId: "200001",
    approverPin: "846135",
  },
} satisfies Record<Verb, Record<string, string>>;

const malformed = { ok: false, refusal: { code: "malformed" } };
/** Verbs whose fields leave something out when they are empty. */
const filters: ReadonlySet<Verb> = new Set(["findJournal", "exportJournal", "bundleJournal"]);
/** A screen can only send a language that was offered: it is no field that could be filled in wrongly. */
const withFields = verbs.filter(
  (verb) => verb !== "readWords" && Object.keys(good[verb]).length > 0,
);

describe.each(verbs)("%s", (verb) => {
  test("takes what its screen sends", () => {
    expect(parseRequest(verb, good[verb])).toEqual({ ok: true, value: good[verb] });
  });

  test("refuses a key it does not know", () => {
    for (const key of ["more", "__proto__", "constructor", "prototype", "toString", ""]) {
      const sent = Object.fromEntries([...Object.entries(good[verb]), [key, "x"]]);
      expect(parseRequest(verb, sent)).toEqual(malformed);
    }
  });

  test("refuses keys that come from a prototype", () => {
    expect(parseRequest(verb, Object.create(good[verb]))).toEqual(malformed);
    expect(parseRequest(verb, Object.setPrototypeOf({ ...good[verb] }, {}))).toEqual(malformed);
  });

  // Electron's bridge carries an own `__proto__` over, as JSON.parse makes one.
  test("refuses an own __proto__, constructor or prototype, at whatever depth", () => {
    for (const key of ["__proto__", "constructor", "prototype"]) {
      const own = (value: unknown) => JSON.parse(`{"${key}": ${JSON.stringify(value)}}`) as object;
      const asOwn = own(good[verb]);
      expect(Object.hasOwn(asOwn, key)).toBe(true);
      const beside = Object.fromEntries([...Object.entries(good[verb]), ...Object.entries(asOwn)]);
      const within = Object.keys(good[verb]).map((field) => ({ ...good[verb], [field]: asOwn }));
      for (const sent of [asOwn, beside, own({ [key]: "x" }), own(null), own("x"), ...within]) {
        expect(parseRequest(verb, sent)).toEqual(malformed);
      }
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect("loginId" in {}).toBe(false);
  });

  test("refuses what is no plain object", () => {
    const cyclic: Record<string, unknown> = { ...good[verb] };
    cyclic["self"] = cyclic;
    const loop: unknown[] = [];
    loop.push(loop);
    for (const sent of [
      ...[undefined, null, true, 0, Number.NaN, 1n, "text", Symbol("s"), () => good[verb]],
      ...[[], [good[verb]], new Map(Object.entries(good[verb])), new Set(), new Date(0)],
      ...[new Uint8Array(4), new ArrayBuffer(4), /x/, new Error("e"), cyclic, loop],
    ]) {
      expect(parseRequest(verb, sent)).toEqual(malformed);
    }
  });

  test("answers anything at all with a refusal or a request, and never throws", () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }),
        (sent) => {
          const parsed = parseRequest(verb, sent);
          expect(parsed.ok ? parsed.value : parsed.refusal.code).toSatisfy(
            (answer) => answer === "malformed" || answer === "fields" || typeof answer === "object",
          );
          expect(structuredClone(parsed)).toEqual(parsed);
        },
      ),
    );
  });
});

describe.each(withFields)("%s", (verb) => {
  const fields = Object.keys(good[verb]);

  test("refuses a field that is absent or no text", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        fc.anything().filter((value) => typeof value !== "string"),
        (field, value) => {
          expect(parseRequest(verb, { ...good[verb], [field]: value })).toEqual(malformed);
          const left = Object.entries(good[verb]).filter(([name]) => name !== field);
          expect(parseRequest(verb, Object.fromEntries(left))).toEqual(malformed);
        },
      ),
    );
  });

  test("names each empty field that may not be empty", () => {
    const sent = Object.fromEntries(fields.map((field) => [field, ""]));
    const optional = verb === "resendMail" ? ["mailAddress", "mailAddressAgain"] : [];
    expect(parseRequest(verb, sent)).toEqual(
      filters.has(verb)
        ? { ok: true, value: sent }
        : {
            ok: false,
            refusal: {
              code: "fields",
              fields: Object.fromEntries(
                fields
                  .filter((field) => !optional.includes(field))
                  .map((field) => [field, "missing"]),
              ),
            },
          },
    );
  });

  test.each([1_001, 10_000])("names a field of %d characters", (length) => {
    for (const field of fields) {
      expect(parseRequest(verb, { ...good[verb], [field]: "1".repeat(length) })).toMatchObject({
        refusal: { code: "fields", fields: { [field]: "too-long" } },
      });
    }
  });

  test("refuses a text beyond all measure at once", () => {
    const huge = "1".repeat(50_000_000);
    const begun = performance.now();
    for (const field of fields) {
      expect(parseRequest(verb, { ...good[verb], [field]: huge })).toEqual(malformed);
    }
    expect(performance.now() - begun).toBeLessThan(500);
  });

  test("answers any texts with a request or with codes for its own fields", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[0-9@.a-z]{0,9}$/));
    const entries = fc.record(Object.fromEntries(fields.map((field) => [field, text])), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(entries, (sent) => {
        const parsed = parseRequest(verb, sent);
        if (parsed.ok) expect(parsed.value).toEqual(sent);
        else {
          expect(parsed.refusal.code).toBe("fields");
          expect(fields).toEqual(
            expect.arrayContaining(
              Object.keys("fields" in parsed.refusal ? parsed.refusal.fields : {}),
            ),
          );
        }
      }),
    );
  });
});

describe("a language", () => {
  const confirm = good.confirmIssue;

  test("may go with what sends a mail", () => {
    for (const verb of ["confirmIssue", "startToken", "releaseToken"] as const) {
      const sent = { ...good[verb], language: "ja-easy" };
      expect(parseRequest(verb, sent)).toEqual({ ok: true, value: sent });
    }
  });

  test.each([
    ...["", "j", "JA", "english", "en_US", "en-", "../ja", "ja.json", "__proto__", "en\n"],
    ...["zh-Hans-CN-x-more", "ja".padEnd(1_001, "a"), " en", "ｅｎ"],
  ])("%j is none", (language) => {
    expect(parseRequest("readWords", { language })).toEqual(malformed);
    expect(parseRequest("confirmIssue", { ...confirm, language })).toEqual(malformed);
  });

  test.each([undefined, null, 5, ["en"], { code: "en" }])("%j is none", (language) => {
    expect(parseRequest("readWords", { language })).toEqual(malformed);
    expect(parseRequest("confirmIssue", { ...confirm, language })).toEqual(malformed);
  });
});
