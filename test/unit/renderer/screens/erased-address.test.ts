import { grant, resetKiosk } from "../fake-kiosk.ts";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CustomerSheet } from "../../../../preload/contract/customer-sheet.ts";
import Kst004Customer from "../../../../renderer/screens/staff/Kst004Customer.vue";
import { useCustomersStore } from "../../../../renderer/stores/customers.ts";
import { useStaffStore } from "../../../../renderer/stores/staff.ts";
import { plainSheet } from "../customer-sheet.ts";
import { closeLast, openScreen } from "./opened.ts";

const userId = "999800000001";
const ended = { userId, issuedAt: 1_000, startedAt: 2_000, releasedAt: 3_000 };

/** KST004 of a customer whose token has this address, masked, and whose mail went to it. */
async function sheetWith(mailAddress: string): Promise<string> {
  const sheet: CustomerSheet = {
    ...plainSheet,
    registration: "released",
    token: { ...ended, mailAddress },
    release: { available: false, reason: "already-released" },
    mails: [{ kind: "released", userId, at: 3_000, delivery: "sent", to: mailAddress }],
  };
  grant("readCustomer", sheet);
  await openScreen(Kst004Customer, {
    prepare: () => {
      const acts = ["find-customer", "resend-mail"] as const;
      useStaffStore().$patch({ member: { name: "係員", role: "assist", acts: [...acts] } });
      useCustomersStore().$patch({ customerId: "demo-taro", sheet });
    },
  });
  return document.body.textContent;
}

beforeEach(resetKiosk);
afterEach(closeLast);

it("KST004 says of an erased address that it is, and offers neither to show it nor to write to it", async () => {
  const words = await sheetWith("");
  expect(words.match(/消去済み/g)).toHaveLength(2);
  expect(words).not.toMatch(/アドレスを表示|再送する/);
});

it("KST004 offers both while there is one", async () => {
  const words = await sheetWith("t***@docomo.ne.jp");
  expect(words).not.toContain("消去済み");
  expect(words).toMatch(/アドレスを表示/);
  expect(words).toMatch(/再送する/);
});
