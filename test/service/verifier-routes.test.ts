/** What relying systems are answered by `/v1/verify`. */
import { expect, test } from "vitest";
import { refused } from "../../preload/contract/result.ts";
import { DatabaseError } from "../../main/registry/postgresql/database-errors.ts";
import { kioskClient } from "./kiosk-client.ts";
import { listening } from "./listening.ts";
import { accepted, checked, relyingSystem, verifying } from "./verifying.ts";

test("a relying system asks to be known in its own role, and is told result and state alone", async () => {
  const service = await verifying([
    accepted,
    { ...accepted, result: "locked", state: "suspended" },
  ]);
  const system = await relyingSystem(service);
  expect(await service.rows.all()).toMatchObject([{ role: "relying", state: "approved" }]);
  const question = { loginId: "taro0001", code: "123456", requestId: "transfer-1" };
  const answer = { result: "accepted", state: "in-use" };
  expect(await system.post("/v1/verify", question)).toEqual({ status: 200, body: answer });
  const byUserId = { userId: "999800000001", code: "123456", requestId: "transfer-2" };
  expect(await system.post("/v1/verify", byUserId)).toEqual({
    status: 200,
    body: { result: "locked", state: "suspended" },
  });
  expect(service.asked).toEqual([
    { of: { loginId: "taro0001" }, code: "123456" },
    { of: { userId: "999800000001" }, code: "123456" },
  ]);
  expect(service.figures).toEqual(["verify accepted", "verify locked"]);
  expect(service.logged.join()).not.toMatch(/taro0001|123456|999800000001/);
});

test("what isn't a question is malformed, and who isn't approved gets no answer", async () => {
  const service = await verifying();
  const system = await relyingSystem(service);
  const good = { loginId: "taro0001", code: "123456", requestId: "1" };
  for (const body of [
    ...[
      {},
      [],
      { ...good, code: "12345" },
      { ...good, code: 123456 },
      { ...good, code: "１２３４５６" },
    ],
    ...[
      { ...good, requestId: "" },
      { ...good, requestId: "a b" },
      { ...good, more: 1 },
    ],
    ...[
      { ...good, userId: "999800000001" },
      { code: "123456", requestId: "1" },
    ],
    ...[
      { ...good, loginId: "" },
      { ...good, loginId: "x".repeat(300) },
    ],
    { userId: "taro", code: "123456", requestId: "1" },
  ]) {
    expect(await system.post("/v1/verify", body)).toEqual({
      status: 400,
      body: { error: "malformed" },
    });
  }
  const stranger = await kioskClient(service.port);
  expect((await stranger.post("/v1/verify", good)).status).toBe(403);
  expect(
    await stranger.post("/validate/check", { user: "taro0001", pass: "123456" }),
  ).toMatchObject({
    status: 403,
    body: { result: { status: false, error: { code: 303 } } },
  });
  expect(service.asked).toEqual([]);
});

test("what the verifier refuses has its status, at both interfaces", async () => {
  const answers = [
    ...[refused("busy"), refused("busy"), refused("record-broken"), refused("request-id-reused")],
  ] as const;
  let at = 0;
  const service = await listening({
    serveVerification: async () => {
      const answer = answers[at];
      at += 1;
      if (answer === undefined) throw new DatabaseError("database-unavailable");
      return answer;
    },
  });
  const system = await relyingSystem(service);
  const question = { loginId: "taro0001", code: "123456", requestId: "1" };
  expect(await system.post("/v1/verify", question)).toEqual({
    status: 503,
    body: { error: "busy" },
  });
  expect(await checked(service.loopback, { user: "taro0001", pass: "123456" })).toMatchObject({
    status: 503,
    body: { result: { status: false, error: { code: -500 } } },
  });
  expect((await system.post("/v1/verify", question)).status).toBe(500);
  expect((await system.post("/v1/verify", question)).status).toBe(409);
  expect((await system.post("/v1/verify", question)).body).toEqual({
    error: "database-unavailable",
  });
});

test("the OpenAPI document describes the routes, with the schemas that check them", async () => {
  const service = await verifying();
  const stranger = await kioskClient(service.port);
  const { status, body } = await stranger.get("/openapi.json");
  expect(status).toBe(200);
  expect(body).toMatchObject({
    openapi: "3.1.1",
    paths: {
      "/v1/verify": {
        post: {
          requestBody: { content: { "application/json": { schema: { anyOf: [{}, {}] } } } },
          responses: { 200: {}, 400: {}, 403: {}, 409: {}, 429: {}, 500: {}, 503: {} },
        },
      },
      "/validate/check": { get: {}, post: {} },
    },
  });
  expect(JSON.stringify(body)).toContain('"enum":["accepted","wrong","locked","not-in-use"]');
});

test("a relying system has a limit of its own, above which nothing is asked", async () => {
  const service = await verifying();
  const system = await relyingSystem(service);
  const question = { loginId: "taro0001", code: "123456", requestId: "1" };
  const statuses = await Promise.all(
    Array.from({ length: 101 }, async () => (await system.post("/v1/verify", question)).status),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(100);
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  expect(service.figures.filter((figure) => figure === "too-many")).toHaveLength(1);
});
