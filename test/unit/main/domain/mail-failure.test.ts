import { describe, expect, test } from "vitest";
import { failureOf } from "../../../../main/core/domain/mail-failure.ts";

/** Replies to RCPT TO, or to the text. */
const aboutMail: readonly (readonly [string, string, string | null])[] = [
  ["550 5.1.1 no such user", "address", "550 5.1.1"],
  ["550 5.1.2 no such host", "address", "550 5.1.2"],
  ["553 5.1.3 bad syntax", "address", "553 5.1.3"],
  ["551 5.1.6 moved, no forwarding address", "address", "551 5.1.6"],
  ["556 5.1.10 null MX", "address", "556 5.1.10"],
  ["554 5.6.0 malformed", "address", "554 5.6.0"],
  [
    "550-5.1.1 The account does not exist\n550-5.1.1 See https://x/\n550 5.1.1 abc",
    "address",
    "550 5.1.1",
  ],
  ["550-Requested action not taken\r\n550 5.1.1 unknown", "address", "550 5.1.1"],
  ["550 5.1.1", "address", "550 5.1.1"],
  // Not these.
  ["550 5.1.0 other address status", "put-off", "550 5.1.0"],
  ["550 5.1.4 ambiguous", "put-off", "550 5.1.4"],
  ["550 5.1.8 bad sender", "put-off", "550 5.1.8"],
  ["550 5.1.11 x", "put-off", "550 5.1.11"],
  ["550 5.1.100 x", "put-off", "550 5.1.100"],
  ["550 15.1.1 x", "put-off", "550"],
  ["550 5.1.1.8 is listed", "put-off", "550"],
  ["550 5.01.1 x", "put-off", "550"],
  ["550 5.1.1: x", "put-off", "550"],
  ["550 user 5.1.1 unknown", "put-off", "550"],
  ["550 User unknown", "put-off", "550"],
  ["550 4.1.1 of another class", "put-off", "550"],
  ["450 5.1.1 of another class", "put-off", "450"],
  ["450 4.1.1 unknown yet", "put-off", "450 4.1.1"],
  ["550-5.2.1 disabled\n550 5.1.1 unknown", "put-off", "550"],
  ["552 5.2.2 mailbox full", "put-off", "552 5.2.2"],
  ["552 too large", "put-off", "552"],
  ["554 transaction failed", "put-off", "554"],
  ["451 4.7.1 greylisted", "put-off", "451 4.7.1"],
  ["452 4.2.2 full", "put-off", "452 4.2.2"],
  ["421 4.7.0 too much, bye", "away", "421 4.7.0"],
  ["554 5.7.1 <taro@docomo.ne.jp>: Relay access denied", "denied", "554 5.7.1"],
  ["550 5.7.26 unauthenticated mail", "denied", "550 5.7.26"],
  ["550 relay not permitted", "denied", "550"],
  ["554 Client host [192.0.2.1] blocked using zen.spamhaus.org", "denied", "554"],
  ["530 5.7.0 Authentication required", "authentication", "530 5.7.0"],
  ["550 5.7.8 who are you", "authentication", "550 5.7.8"],
  ["530 5.7.0 Must issue a STARTTLS command first", "tls", "530 5.7.0"],
];

describe("a reply about the mail", () => {
  test.each(aboutMail)("%j is %s", (reply, cause, told) => {
    expect(failureOf(reply, true)).toEqual({ cause, reply: told });
  });
});

describe("a reply to what comes before", () => {
  test.each([
    ["554 5.7.1 not you", "denied"],
    ["550 5.1.1 no such sender", "denied"],
    ["521 no mail here", "denied"],
    ["421 4.3.2 shutting down", "away"],
    ["452 4.3.1 no room", "away"],
    ["535 5.7.8 wrong password", "authentication"],
    ["530 Authentication required", "authentication"],
    ["nonsense", "away"],
  ])("%j is %s", (reply, cause) => {
    expect(failureOf(reply, false)).toMatchObject({ cause });
  });
});

test("of a reply no more than its codes is kept", () => {
  for (const [reply] of aboutMail) {
    expect(failureOf(reply, true).reply ?? "").toMatch(/^\d{3}(?: \d\.\d{1,3}\.\d{1,3})?$/);
  }
});
