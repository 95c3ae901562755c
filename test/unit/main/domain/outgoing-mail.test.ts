import { expect, test } from "vitest";
import { mailAbout } from "../../../../main/domain/outgoing-mail.ts";
import { aToken, issueTime } from "./a-token.ts";

test("a token has one mail of each kind, to its own address", () => {
  const token = aToken("issued");
  const mails = (["issued", "started", "released"] as const).map((kind) =>
    mailAbout(token, kind, { now: issueTime, language: "en" }),
  );
  expect(new Set(mails.map(({ id }) => id)).size).toBe(3);
  const later = mailAbout(token, "issued", { now: issueTime + 5, language: undefined });
  expect(later).toMatchObject({ id: mails[0]?.id, language: null });
  expect(mails[0]).toEqual({
    id: "999800000001-issued",
    kind: "issued",
    to: "taro@data-bank.co.jp",
    userId: "999800000001",
    createdAt: issueTime,
    language: "en",
  });
});
