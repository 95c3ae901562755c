import { expect, test } from "vitest";
import { journalStartUp } from "../../../../main/core/operations/upkeep/start-up.ts";
import {
  aBank,
  confirmationPassword,
  done,
  entry,
  mailAddress,
  refusal,
  signedInWith,
  startPassword,
  taro,
  wrongCode,
} from "./a-kiosk.ts";

test("the journal tells every deed, and no password, code, key or address", async () => {
  const bank = await aBank();
  await journalStartUp(bank.registry, bank.clock);
  const kiosk = await signedInWith(bank, "issued");
  const { key } = await done(kiosk.showSetupCode({ startPassword }));
  await kiosk.startToken({ oneTimePassword: wrongCode });
  const startCode = await bank.code();
  await done(kiosk.startToken({ oneTimePassword: startCode }));
  bank.clock.advance(60_000);
  await done(kiosk.signIn(taro));
  const signInCode = await bank.code();
  await done(kiosk.proveCode({ oneTimePassword: signInCode }));
  bank.clock.advance(60_000);
  const releaseCode = await bank.code();
  await done(kiosk.releaseToken({ confirmationPassword, oneTimePassword: releaseCode }));
  await kiosk.signOut({});
  await kiosk.signIn({ ...taro, loginPassword: "tarologin2" });

  expect(bank.registry.journal().map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    "start-up done",
    "sign-in done",
    "issue done",
    "show-setup-code done",
    "start oneTimePassword-wrong",
    "start done",
    "sign-out replaced",
    "sign-in done",
    "prove-code done",
    "release done",
    "sign-out done",
    "sign-in loginPassword-wrong",
  ]);
  const written = JSON.stringify(bank.registry.journal());
  const secrets = [
    ...Object.values(taro),
    "tarologin2",
    confirmationPassword,
    startPassword,
    mailAddress,
    key,
    key.replaceAll(" ", ""),
    wrongCode,
    startCode,
    signInCode,
    releaseCode,
  ];
  expect(secrets.filter((secret) => written.includes(secret))).toEqual([]);
});

test("the journal tells what BOT001 was refused for", async () => {
  const bank = await aBank();
  const kiosk = await signedInWith(bank, "unissued");
  const likeLoginId = { ...entry, startPassword: "0001", startPasswordAgain: "0001" };
  await refusal(kiosk.draftIssue(likeLoginId));
  expect(bank.lastDeed()).toBe("issue startPassword-like-login-id");
  await refusal((await signedInWith(bank, "in-use")).draftIssue(entry));
  expect(bank.lastDeed()).toBe("issue already-in-use");
});

test("no answer but the set-up code's carries the secret", async () => {
  const bank = await aBank();
  const kiosk = await signedInWith(bank, "issued");
  const { key } = await done(kiosk.showSetupCode({ startPassword }));
  const answers = [
    await kiosk.readKiosk({}),
    await kiosk.readStatus({}),
    await kiosk.startToken({ oneTimePassword: await bank.code() }),
  ];
  const sealed = (await bank.token())?.sealedSecret ?? new Uint8Array();
  const written = JSON.stringify(answers);
  expect(written).not.toContain(key.replaceAll(" ", ""));
  expect(written).not.toContain(Buffer.from(sealed).toString("base64"));
});
