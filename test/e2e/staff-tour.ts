import type { Kiosk } from "./kiosk.ts";
import { hanako } from "./customers.ts";
import { CustomerSearch, StaffRelease } from "./screens/customers.ts";
import { Journal } from "./screens/journal.ts";
import { Cleaning, Health, leaveBy } from "./screens/machine.ts";
import { Attract } from "./screens/sign-in.ts";
import { LockedStaff, StaffSignIn, signInStaff } from "./screens/staff.ts";
import { nihonmatsu, shirakawa, soma, sukagawa } from "./staff.ts";
import type { Stop } from "./tour.ts";
import { issueUnseen, lockUnseen } from "./unseen.ts";

/** Plays what each role of the staff does, and calls `look` at every screen of theirs; as `tour` does for customers. */
export async function staffTour(kiosk: Kiosk, look: (stop: Stop) => Promise<void>): Promise<void> {
  const { page } = kiosk;
  const stop = async (screen: { id: string; shown(): Promise<void> }, what: string) => {
    await screen.shown();
    await look({ screenId: screen.id, what });
  };
  await issueUnseen(kiosk, hanako);

  await new Attract(page).button("係員専用").click();
  const signIn = new StaffSignIn(page);
  await stop(signIn, "staff sign in");
  await signIn.enterInVain(nihonmatsu.staffId, "111111");
  await look({ screenId: "KST001", what: "refused; it is not said which was wrong" });
  await signIn.button("戻る").click();
  const menu = await signInStaff(page, nihonmatsu);
  await stop(menu, "係員: what the role may do");

  await menu.button("お客さま検索").click();
  const search = new CustomerSearch(page);
  await stop(search, "search, kana keys");
  await search.findAsTyped("アイヅ");
  await search.found(hanako.name).waitFor();
  await look({ screenId: "KST003", what: "found" });
  const sheet = await search.choose(hanako.name);
  await stop(sheet, "a customer's sheet");
  await sheet.button("再送する").click();
  await sheet.root.getByRole("radio", { name: "訂正したアドレスに送る" }).check();
  await sheet.type("携帯電話メールアドレス", "hanako@data-bank.co.jp");
  await sheet.type("携帯電話メールアドレス (確認用)", "hanako@data-bank.co.jp");
  await sheet.button("メールを再送する").click();
  await sheet.root.getByText("メールを再送しました。").waitFor();
  await look({
    screenId: "KST004",
    what: "a mail sent again to a corrected address, and the state of each",
  });
  await sheet.button("コードなしで利用解除する").click();
  const release = new StaffRelease(page);
  await stop(release, "release without a code: reason and evidence");
  await release.state("紛失", "在留カード", "78cd");
  await look({ screenId: "KST005", what: "approval by a second person" });
  await release.approve(shirakawa);
  await release.button("お客さま情報へ").waitFor();
  await look({ screenId: "KST005", what: "released" });
  await release.button("お客さまに戻す").click();

  await lockUnseen(kiosk, nihonmatsu);
  await (await signInStaff(page, shirakawa)).button("係員のロックの解除").click();
  const locked = new LockedStaff(page);
  await locked.shown();
  await locked.button(`${nihonmatsu.name} ロックを解除`).waitFor();
  await look({ screenId: "KST009", what: "役席: whose number is locked" });
  await locked.unlock(nihonmatsu.name, "本人以外の人が入力した（本人に確認済み）");
  await look({ screenId: "KST009", what: "unlocked, with a reason" });
  await locked.button("お客さまに戻す").click();

  await (await signInStaff(page, sukagawa)).button("機器の状態").click();
  const health = new Health(page);
  await health.shown();
  await health.line("記録").waitFor();
  await look({ screenId: "KST006", what: "保守: how the machine is" });
  await health.button("お客さまに戻す").click();

  await (await signInStaff(page, soma)).button("記録の閲覧").click();
  const journal = new Journal(page);
  await journal.shown();
  await journal.rows().first().waitFor();
  await look({ screenId: "KST007", what: "監査: the journal" });
  await journal.button("お客さまに戻す").click();

  await signInStaff(page, nihonmatsu);
  await leaveBy(page, "清掃のために閉じる", "閉じる");
  await stop(new Cleaning(page), "closed for cleaning");
}
