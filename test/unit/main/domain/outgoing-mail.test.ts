import { expect, test } from "vitest";
import { mailAbout, noticeTo } from "../../../../main/core/domain/outgoing-mail.ts";
import { seededRandom } from "../../../fakes/seeded-random.ts";
import { aToken, issueTime } from "./a-token.ts";

test("each mail has an id of 128 random bits that tells nothing, and goes to the token's own address", () => {
  const token = aToken("issued");
  const random = seededRandom(1);
  const facts = { now: issueTime, language: "en", random };
  const mails = [
    ...(["issued", "started", "released", "issued"] as const).map((kind) =>
      mailAbout(token, kind, facts),
    ),
    noticeTo("former@example.jp", "moved", token, facts),
  ];
  expect(new Set(mails.map(({ id }) => id)).size).toBe(mails.length);
  for (const { id } of mails) {
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(id).not.toContain(token.userId);
  }
  expect(mails[0]).toMatchObject({
    kind: "issued",
    to: "taro@data-bank.co.jp",
    userId: "999800000001",
    createdAt: issueTime,
    language: "en",
  });
  expect(mails.at(-1)).toMatchObject({ kind: "moved", to: "former@example.jp" });
  expect(mailAbout(token, "issued", { ...facts, language: undefined }).language).toBeNull();
});
