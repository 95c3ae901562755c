import type { Customer } from "../../domain/customer.ts";
import type { PasswordHasher } from "../../ports/cryptography.ts";
import type { Registry } from "../../ports/registry.ts";

/** The customers of the demo profile. Their passwords are public; a packaged kiosk refuses the profile. */
const demoCustomers = [
  {
    id: "demo-taro",
    loginId: "taro0001",
    name: "福島 太郎",
    kana: "フクシマ タロウ",
    loginPassword: "tarologin1",
    confirmationPassword: "tarokaku1",
    transferLimitYen: 1_000_000,
  },
  {
    id: "demo-hanako",
    loginId: "hanako01",
    name: "会津 花子",
    kana: "アイヅ ハナコ",
    loginPassword: "hanalogin1",
    confirmationPassword: "hanakaku1",
    transferLimitYen: 100_000,
  },
  {
    id: "demo-jiro",
    loginId: "jiro0001",
    name: "磐城 次郎",
    kana: "イワキ ジロウ",
    loginPassword: "jirologin1",
    confirmationPassword: "jirokaku1",
    transferLimitYen: 500_000,
  },
] as const;

/** The staff of the demo profile's branch. Their PINs are public too. */
const demoStaff = [
  { id: "100001", name: "二本松 係員", role: "assist", pin: "624813" },
  { id: "100002", name: "喜多方 係員", role: "assist", pin: "735924" },
  { id: "200001", name: "白河 役席", role: "approve", pin: "846135" },
  { id: "300001", name: "須賀川 保守", role: "maintain", pin: "957246" },
  { id: "400001", name: "相馬 監査", role: "audit", pin: "168357" },
] as const;

/**
 * Registers the demo customers and staff that are missing, and leaves the others unchanged.
 *
 * Order of writes: one transaction for each of them. A restart in between registers the rest.
 */
export async function seedDemo(registry: Registry, passwordHasher: PasswordHasher): Promise<void> {
  for (const { loginPassword, confirmationPassword, ...customer } of demoCustomers) {
    const isAbsent = await registry.transact(
      async (rows) => !(await rows.customerById(customer.id)),
    );
    if (!isAbsent) continue;
    const row: Customer = {
      ...customer,
      importedLimitYen: null,
      limitCeilingYen: null,
      status: "active",
      loginPasswordHash: await passwordHasher.hash(loginPassword),
      confirmationPasswordHash: await passwordHasher.hash(confirmationPassword),
    };
    await registry.transact(async (rows) => {
      // Another kiosk of the fleet may have been faster.
      if (!(await rows.customerById(row.id))) await rows.insertCustomer(row);
    });
  }
  for (const { pin, ...member } of demoStaff) {
    const known = await registry.transact((rows) => rows.staffById(member.id));
    if (known !== null) continue;
    const row = { ...member, pinHash: await passwordHasher.hash(pin) };
    await registry.transact(async (rows) => {
      if (!(await rows.staffById(row.id))) await rows.insertStaff(row);
    });
  }
}
