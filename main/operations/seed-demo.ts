import type { PasswordHasher } from "../ports/password-hasher.ts";
import type { Registry } from "../ports/registry.ts";

/** The customers of the demo profile. Their passwords are public; a packaged kiosk refuses the profile. */
const demoCustomers = [
  {
    id: "demo-taro",
    loginId: "taro0001",
    name: "福島 太郎",
    loginPassword: "tarologin1",
    confirmationPassword: "tarokaku1",
    transferLimitYen: 1_000_000,
  },
  {
    id: "demo-hanako",
    loginId: "hanako01",
    name: "会津 花子",
    loginPassword: "hanalogin1",
    confirmationPassword: "hanakaku1",
    transferLimitYen: 100_000,
  },
  {
    id: "demo-jiro",
    loginId: "jiro0001",
    name: "磐城 次郎",
    loginPassword: "jirologin1",
    confirmationPassword: "jirokaku1",
    transferLimitYen: 500_000,
  },
] as const;

/**
 * Registers the demo customers that aren't there yet, and leaves those that are as they are.
 *
 * Order of writes: one transaction for each customer. A restart in between registers the rest.
 */
export async function seedDemo(registry: Registry, passwordHasher: PasswordHasher): Promise<void> {
  for (const { loginPassword, confirmationPassword, ...customer } of demoCustomers) {
    const isAbsent = await registry.transact(
      async (rows) => !(await rows.customerById(customer.id)),
    );
    if (!isAbsent) continue;
    const row = {
      ...customer,
      loginPasswordHash: await passwordHasher.hash(loginPassword),
      confirmationPasswordHash: await passwordHasher.hash(confirmationPassword),
    };
    await registry.transact(async (rows) => {
      // Another kiosk of the fleet may have been quicker.
      if (!(await rows.customerById(row.id))) await rows.insertCustomer(row);
    });
  }
}
