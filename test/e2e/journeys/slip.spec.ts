import { stat } from "node:fs/promises";
import path from "node:path";
import { taro } from "../customers.ts";
import type { DemoCustomer } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import type { Kiosk } from "../kiosk.ts";
import { codeOn } from "../phone.ts";
import type { Phone } from "../phone.ts";
import { prints } from "../prints.ts";
import { configured } from "../profile.ts";
import { CustomerSearch } from "../screens/customers.ts";
import type { Screen } from "../screens/screen.ts";
import { Selection } from "../screens/selection.ts";
import { ReleaseDone, ReleaseEntry } from "../screens/start-and-release.ts";
import { signIn } from "../screens/sign-in.ts";
import { signInStaff } from "../screens/staff.ts";
import { nihonmatsu, soma } from "../staff.ts";
import { issueUnseen } from "../unseen.ts";
import { issue, mailAddress, setUpPhone, start as startToken, startPassword } from "../ways.ts";

/** Prints the slip on a finish screen and waits for what is said of it. */
async function print(done: Screen): Promise<void> {
  await done.button("控えを印刷する").click();
  await expect(done.root.getByRole("status")).toContainText("控えを保存しました");
}

/** From BOP001 to BOS002. */
async function release(
  kiosk: Kiosk,
  { confirmationPassword }: DemoCustomer,
  phone: Phone,
): Promise<ReleaseDone> {
  await new Selection(kiosk.page).release.click();
  const entry = new ReleaseEntry(kiosk.page);
  await entry.shown();
  await entry.enter(confirmationPassword, await codeOn(phone, kiosk));
  const done = new ReleaseDone(kiosk.page);
  await done.shown();
  return done;
}

test("a customer prints a slip after issue, start and release; each tells what was done and what comes next", async ({
  shared: kiosk,
}) => {
  const { profile } = kiosk;
  const customer = kiosk.taro;
  const issued = await issue(kiosk, customer, mailAddress);
  const userId = await issued.value("ユーザID").innerText();
  expect(userId).toMatch(/^9998\d{8}$/);
  await print(issued);
  const enrolment = await setUpPhone(issued, profile);
  const started = await startToken(kiosk, enrolment);
  await print(started);
  await started.button("ワンタイムパスワード申請内容選択へ").click();
  await print(await release(kiosk, customer, enrolment));

  const [ofIssue, ofStart, ofRelease, ...others] = await prints(profile, userId);
  expect(others).toEqual([]);
  const day = new Date(kiosk.now() * 1000).toLocaleDateString("ja-JP", {
    timeZone: "Asia/Tokyo",
    dateStyle: "long",
  });
  for (const slip of [ofIssue, ofStart, ofRelease]) {
    expect(slip).toMatchObject({ mode: 0o600, pages: 1, size: [148, 210] });
    expect(slip?.name).toMatch(new RegExp(`^\\d{8}-\\d{6}-${userId}\\.pdf$`));
    expect(slip?.typefaces.toSorted()).toEqual(["BIZUDGothic", "BIZUDPGothic"]);
    for (const fact of [
      ...["控え", "福島県商工信用組合", "本店営業部", "機械kiosk", day, "024-991-1000"],
      ...["サービスID10112231", `ユーザID${userId}`, "次にしていただくこと"],
    ]) {
      expect(slip?.words).toContain(fact);
    }
    const secrets = [
      ...[customer.loginId, customer.loginPassword, customer.confirmationPassword],
      ...[customer.name, mailAddress, startPassword, enrolment.secret, "otpauth"],
    ];
    expect(secrets.filter((secret) => slip?.words.includes(secret.replaceAll(" ", "")))).toEqual(
      [],
    );
  }
  expect(ofIssue?.words).toMatch(/お手続き内容トークン発行.*アプリを設定.*利用開始/);
  expect(ofStart?.words).toMatch(/お手続き内容ワンタイムパスワード利用開始.*次回のログインから/);
  expect(ofRelease?.words).toMatch(
    /お手続き内容ワンタイムパスワード利用解除.*200,000円.*新たなトークン発行.*トークンの削除/,
  );
  expect((await stat(path.join(profile.dataDir, "prints"))).mode & 0o777).toBe(0o700);
});

test("on paper of 80 mm a slip is one page too, with a long name and the most to say @own", async ({
  start,
  profile,
}) => {
  const branch = "あ".repeat(40);
  const env = await configured(profile, { kiosk: { branch }, print: { paper: "80mm" } });
  const kiosk = await start({ env });
  const phone = await issueUnseen(kiosk, taro);
  await signIn(kiosk.page, taro);
  await new Selection(kiosk.page).open();
  await print(await release(kiosk, taro, phone));
  const [slip] = await prints(profile);
  expect(slip).toMatchObject({ pages: 1, size: [80, 250] });
  for (const fact of [branch, "999800000001", "お手続きください。", "機械kiosk"]) {
    expect(slip?.words).toContain(fact);
  }
});

test("a printer that isn't there is said in words", async ({ start, profile }) => {
  const env = await configured(profile, { print: { printer: "nobody" } });
  const kiosk = await start({ env });
  const done = await issue(kiosk, taro);
  await done.button("控えを印刷する").click();
  await expect(done.root.getByRole("alert")).toContainText("印刷できませんでした");
  expect(await prints(profile)).toEqual([]);
  await expect.poll(() => kiosk.app.windows().length).toBe(1);
});

test("the window that a slip is drawn in has no bridge, runs no script of its page, and is closed", async ({
  shared: kiosk,
}) => {
  const done = await issue(kiosk, kiosk.taro);
  await kiosk.app.evaluate(({ app }) => {
    app.once("web-contents-created", (_event, contents) => {
      contents.once("did-finish-load", () => {
        const found = { url: contents.getURL(), bridge: "unknown", ran: true };
        Object.assign(globalThis, { found });
        const tries = `(() => {
          const mark = "window.ran = true";
          const ways = [
            () => { document.body.setAttribute("onclick", mark); document.body.click(); },
            () => document.body.append(Object.assign(document.createElement("script"), { text: mark })),
            () => document.body.append(Object.assign(document.createElement("script"), { src: "./assets/x.js" })),
          ];
          for (const way of ways) try { way(); } catch {}
          return { bridge: typeof kiosk, ran: "ran" in window };
        })()`;
        void contents
          .executeJavaScript(tries)
          .then((answer: object) => Object.assign(found, answer));
      });
    });
  });
  await print(done);
  const { url, bridge, ran } = await kiosk.app.evaluate(
    () => Reflect.get(globalThis, "found") as { url: string; bridge: string; ran: boolean },
  );
  expect(url).toMatch(/^app:\/\/kiosk\/paper-[0-9a-f-]{36}\.html$/);
  expect({ bridge, ran }).toEqual({ bridge: "undefined", ran: false });
  await expect.poll(() => kiosk.app.windows().length).toBe(1);
});

test("係員 print a customer's slip on KST004, journalled; 監査 can't", async ({
  shared: kiosk,
}) => {
  const { page, profile } = kiosk;
  const customer = kiosk.taro;
  const { userId } = await issueUnseen(kiosk, customer);
  const menu = await signInStaff(page, nihonmatsu);
  await menu.button("お客さま検索").click();
  const search = new CustomerSearch(page);
  await search.shown();
  await search.findAsTyped(userId);
  const sheet = await search.choose(customer.name);
  await print(sheet);
  const [slip] = await prints(profile, userId);
  await expect(sheet.root.getByRole("status")).toContainText(slip?.name ?? "nothing");
  expect(slip?.words).toMatch(new RegExp(`お手続き内容トークン発行.*ユーザID${userId}`));
  await expect(sheet.line("控えの印刷 : 完了")).toContainText(nihonmatsu.staffId);
  await sheet.button("お客さまに戻す").click();

  await signInStaff(page, soma);
  const answer = await page.evaluate(
    (customerId) => window.kiosk.printCustomerSlip({ customerId }),
    customer.loginId,
  );
  expect(answer).toEqual({ ok: false, refusal: { code: "forbidden" } });
  expect(await prints(profile, userId)).toHaveLength(1);
});
