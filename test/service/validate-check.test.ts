/** `/validate/check` answers plug-ins as privacyIDEA does, errors too. */
import { expect, test } from "vitest";
import type { Verdict } from "../../main/core/operations/verifier/verify.ts";
import { accepted, checked, verifying } from "./verifying.ts";

const unknown: Verdict = { result: "not-in-use", state: "unissued", userId: null, isKnown: false };

test("/validate/check answers as privacyIDEA does, with query, form or JSON", async () => {
  const service = await verifying([
    ...[accepted, { ...accepted, result: "wrong" } as const],
    { ...accepted, result: "locked", state: "suspended" },
    { ...accepted, result: "not-in-use", state: "issued" },
    { ...accepted, result: "not-in-use", state: "unissued", userId: null },
    { ...accepted, result: "not-in-use", state: "released" },
  ]);
  const token = { serial: "999800000001", type: "totp", otplen: 6 };
  const form = { user: "taro0001", pass: "123456" };
  expect(await checked(service.loopback, form)).toEqual({
    status: 200,
    body: {
      jsonrpc: "2.0",
      id: 2,
      time: 1.5,
      version: "otp-enrolment-service 0.1.0",
      versionnumber: "0.1.0",
      detail: { message: "matching 1 tokens", ...token },
      result: { status: true, value: true, authentication: "ACCEPT" },
    },
  });
  const query = await fetch(`${service.loopback}/validate/check?serial=999800000001&pass=123456`);
  expect(await query.json()).toMatchObject({
    detail: { message: "wrong otp value", ...token },
    result: { status: true, value: false, authentication: "REJECT" },
  });
  const json = await fetch(`${service.loopback}/validate/check`, {
    method: "POST",
    body: JSON.stringify({ ...form, user: "taro0001@bank" }),
    headers: { "content-type": "application/json" },
  });
  expect(await json.json()).toMatchObject({
    detail: { message: "Failcounter exceeded" },
    result: { status: true, value: false },
  });
  for (const message of [
    "Token is not yet enrolled",
    "The user has no tokens assigned",
    "Token is disabled",
  ]) {
    const answer = await checked(service.loopback, { ...form, realm: "any" });
    expect(answer.body).toMatchObject({ detail: { message }, result: { value: false } });
  }
  expect(service.asked.map(({ of }) => of).slice(0, 3)).toEqual([
    ...[{ loginId: "taro0001" }, { userId: "999800000001" }, { loginId: "taro0001" }],
  ]);
});

test("a pass that can't be a code is false, and isn't evaluated", async () => {
  const service = await verifying();
  for (const pass of ["", "12345", "pin123456", "１２３４５６"]) {
    expect(await checked(service.loopback, { user: "taro0001", pass })).toMatchObject({
      status: 200,
      body: { result: { status: true, value: false }, detail: { message: "wrong otp pin" } },
    });
  }
  expect(service.asked).toEqual([]);
});

test.each([
  [{}, 400, 905, "ERR905: You need to specify a serial, user or credential_id."],
  [{ pass: "123456" }, 400, 905, "ERR905: You need to specify a serial, user or credential_id."],
  [
    { user: " ", pass: "1" },
    400,
    905,
    "ERR905: You need to specify a serial, user or credential_id.",
  ],
  [{ user: "taro0001" }, 400, 905, "ERR905: Missing parameter: pass"],
  [{ serial: "9*", pass: "123456" }, 400, 905, "ERR905: Invalid serial number."],
  [{ user: "%", pass: "123456" }, 400, 905, "ERR905: Invalid user."],
  [{ user: "x", pass: "123456" }, 400, 904, "ERR904: User <x.@> does not exist."],
  [
    { user: "x", realm: "other", pass: "123456" },
    400,
    904,
    "ERR904: User <x.@other> does not exist.",
  ],
  [{ serial: "1", pass: "123456" }, 404, 601, "The requested token could not be found."],
  [
    { serial: "1", user: "x", pass: "123456" },
    400,
    905,
    "ERR905: Given serial does not belong to given user!",
  ],
] satisfies readonly [Record<string, string>, number, number, string][])(
  "the bad request %j gets privacyIDEA's error",
  async (fields, status, code, message) => {
    const service = await verifying([unknown], "bank");
    const answer = await checked(service.loopback, fields);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      ...{ jsonrpc: "2.0", id: 1, detail: null },
      result: { status: false, error: { code, message } },
    });
  },
);

test("a RADIUS server is told by the status alone", async () => {
  const service = await verifying([accepted, { ...accepted, result: "wrong" }]);
  const url = `${service.loopback}/validate/radiuscheck?user=taro0001&pass=123456`;
  const answers = [await fetch(url), await fetch(url)];
  expect(answers.map(({ status }) => status)).toEqual([204, 400]);
  expect(await answers[1]?.text()).toBe("");
});

test("a body that can't be read or is too large is told in privacyIDEA's form", async () => {
  const service = await verifying();
  const send = async (body: string) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${service.loopback}/validate/check`, {
      method: "POST",
      body,
      headers,
    });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };
  expect(await send("{")).toMatchObject({
    status: 400,
    body: { result: { error: { code: 905 } } },
  });
  expect(await send(`"${"x".repeat(20_000)}"`)).toMatchObject({ status: 413 });
});
