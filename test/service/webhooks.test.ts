/** Webhooks from the change to who takes it: signed, in order a customer, at least once, kept until then. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { expect, onTestFinished, test } from "vitest";
import { openNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import type { NetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import { makeDeliverWebhooks, pauseMs } from "../../main/service/webhooks/deliver-webhooks.ts";
import { postWebhookTo } from "../../main/service/webhooks/post-webhook.ts";
import { webhookSecrets } from "../../main/service/webhooks/sign-webhook.ts";
import { networkBank } from "../bridge/network-bank.ts";
import { confirmationPassword, entry, kioskIn, taro } from "../bridge/states.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { newDatabase } from "../postgresql/database.ts";

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const next = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;

interface Taken {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** The internet bank: what it took, by Standard Webhooks' own library; `answers`: its statuses, then 204. */
async function internetBank(answers: readonly number[] = []) {
  const taken: Taken[] = [];
  const left = [...answers];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const headers = request.headers as Record<string, string>;
      const { type, data } = new Webhook(secret).verify(body, headers) as Omit<Taken, "id">;
      const status = left.shift() ?? 204;
      if (status < 300) taken.push({ id: headers["webhook-id"] ?? "", type, data });
      response.writeHead(status, { location: "/elsewhere" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { taken, post: postWebhookTo(new URL(`http://127.0.0.1:${String(port)}/hook`), null) };
}

/** Near the present, by which the library judges timestamps. */
function movedClock() {
  let ahead = 0;
  return {
    clock: () => Date.now() + ahead,
    advance: (milliseconds: number) => {
      ahead += milliseconds;
    },
  };
}

type Bank = Awaited<ReturnType<typeof internetBank>>;

function delivering({ database }: NetworkRegistry, { post }: Pick<Bank, "post">, clock = Date.now) {
  const secrets = webhookSecrets(`${secret}\n${next}\n`) ?? [];
  return makeDeliverWebhooks({ database, post, secrets, clock, log: recordingLog() });
}

test("each step of a customer's way is told once, in order, without a secret", async () => {
  const events: string[] = [];
  const { bank, network, close } = await networkBank(await newDatabase(), {
    announced: () => events.push("announced"),
  });
  onTestFinished(close);
  const kiosk = await kioskIn(bank, "in-use");
  const release = { confirmationPassword, oneTimePassword: await bank.code("demo-taro") };
  await kiosk.call("releaseToken", release);
  expect(events).toHaveLength(3);
  const hears = await internetBank();
  await delivering(network, hears)();
  expect(hears.taken.map(({ type }) => type)).toEqual([
    ...["token.issued", "token.started", "token.released", "limit.lowered"],
  ]);
  const about = { loginId: taro.loginId, userId: "999800000001" };
  expect(hears.taken.map(({ data }) => data)).toMatchObject([
    { ...about, state: "issued" },
    { ...about, state: "in-use", limitBefore: 1_000_000, startedAt: expect.any(Number) as number },
    { ...about, state: "released" },
    { ...about, limitBefore: 1_000_000, limit: 200_000 },
  ]);
  expect(JSON.stringify(hears.taken)).not.toMatch(/@|docomo|4826/);
  expect(new Set(hears.taken.map(({ id }) => id)).size).toBe(4);
  await delivering(network, hears)();
  expect(hears.taken).toHaveLength(4);
});

test("a change that is rolled back is told to nobody", async () => {
  const { bank, registry, network, close } = await networkBank(await newDatabase(), {
    announced: () => undefined,
  });
  onTestFinished(close);
  await kioskIn(bank, "issued");
  await registry
    .transact(async (rows) => {
      const token = await rows.currentToken("demo-taro");
      if (token !== null) await rows.updateToken({ ...token, state: "suspended" });
      throw new Error("taken back");
    })
    .catch(() => undefined);
  const hears = await internetBank();
  await delivering(network, hears)();
  expect(hears.taken.map(({ type }) => type)).toEqual(["token.issued"]);
});

test("what isn't taken is sent again after growing pauses, and holds up that customer alone", async () => {
  const { bank, network, close } = await networkBank(await newDatabase(), {
    announced: () => undefined,
  });
  onTestFinished(close);
  await kioskIn(bank, "in-use");
  const hanako = bank.kiosk();
  await hanako.call("signIn", { loginId: "hanako01", loginPassword: "hanalogin1" });
  await hanako.call("draftIssue", entry);
  await hanako.call("confirmIssue", { confirmationPassword: "hanakaku1" });
  const { clock, advance } = movedClock();
  // A redirect isn't followed.
  const hears = await internetBank([500, 204, 307]);
  const deliver = delivering(network, hears, clock);
  await deliver();
  expect(hears.taken.map(({ data }) => data["loginId"])).toEqual(["hanako01"]);
  await deliver();
  expect(hears.taken).toHaveLength(1);
  advance(5_000);
  await deliver();
  advance(5_000);
  await deliver();
  expect(hears.taken).toHaveLength(1);
  advance(5_000);
  await deliver();
  expect(hears.taken.map(({ type }) => type)).toEqual([
    ...["token.issued", "token.issued", "token.started"],
  ]);
  expect([1, 2, 3, 20].map(pauseMs)).toEqual([5_000, 10_000, 20_000, 3_600_000]);
});

test("two services share the outbox: what one has under way is left to it, and goes on after its death", async () => {
  const settings = await newDatabase();
  const { bank, network, close } = await networkBank(settings, { announced: () => undefined });
  onTestFinished(close);
  const opened = await openNetworkRegistry(settings, "other");
  if (!opened.ok) throw new Error(opened.refusal);
  onTestFinished(() => opened.value.close());
  await kioskIn(bank, "issued");
  const { clock, advance } = movedClock();
  const hears = await internetBank();
  const { promise: dies, reject: die } = Promise.withResolvers<boolean>();
  dies.catch(() => undefined);
  const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
  const post = () => {
    begin(undefined);
    return dies;
  };
  const first = delivering(network, { post }, clock)();
  first.catch(() => undefined);
  await begun;
  const other = delivering(opened.value, hears, clock);
  await other();
  expect(hears.taken).toEqual([]);
  die(new Error("killed"));
  advance(60_000);
  await other();
  expect(hears.taken.map(({ type }) => type)).toEqual(["token.issued"]);
});

test.each([
  ["", null],
  ["whsec_AAAA", null],
  ["secret", null],
  [secret, 1],
  [`${secret}\n\n${next}\n`, 2],
  [`${secret}\n${secret}\n${secret}`, null],
])("the secrets of a file (%#)", (file, count) => {
  expect(webhookSecrets(file)?.length ?? null).toBe(count);
});
