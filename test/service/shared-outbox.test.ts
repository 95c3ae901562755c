/** The upkeep of two services over one outbox, with a real mail server. */
import { expect, onTestFinished, test } from "vitest";
import { serviceUpkeep } from "../../main/compose/service-upkeep.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import { openNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import { messageOf, networkBank } from "../bridge/network-bank.ts";
import { confirmationPassword, entry, taro } from "../bridge/states.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { plainBrand } from "../fakes/plain-brand.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { newDatabase } from "../postgresql/database.ts";
import { openPostOffice } from "../soak/day-mail.ts";

/** One that this mail server's library takes. */
const mailAddress = "someone@docomo.ne.jp";

test("a mail that one service is delivering is left to it by the other", async () => {
  const settings = await newDatabase();
  const vault = memoryVault();
  const bank = await networkBank(settings, { vault });
  onTestFinished(() => bank.close());
  const kiosk = await bank.newKiosk();
  const [service] = bank.services;
  await service?.(kiosk, "signIn", messageOf(taro));
  await service?.(
    kiosk,
    "draftIssue",
    messageOf({ ...entry, mailAddress, mailAddressAgain: mailAddress }),
  );
  await service?.(kiosk, "confirmIssue", messageOf({ confirmationPassword }));
  const { promise: accepts, resolve: accept } = Promise.withResolvers<undefined>();
  const post = await openPostOffice(accepts);
  onTestFinished(() => post.close());
  const smtp = { host: "127.0.0.1", port: post.port, security: "none", ca: null } as const;
  const config = { ...demoProfile, mail: { ...demoProfile.mail, smtp } };
  const clock = () => Date.now();
  const upkeepOf = async (name: string) => {
    const opened = await openNetworkRegistry(settings, name);
    if (!opened.ok) throw new Error(opened.refusal);
    const network = opened.value;
    onTestFinished(() => network.close());
    const { registry } = network;
    await registry.sealJournal({ kiosk: name, mac: vault.mac });
    const place = { config, brand: plainBrand, dataDir: "/nowhere" };
    const stores = { network, registry, vault, clock, compareClock: async () => undefined };
    return serviceUpkeep(place, { ...stores, proofs: vault } as never, recordingLog());
  };
  const [one, other] = [await upkeepOf("one"), await upkeepOf("other")];
  one.deliverMail();
  const taken = () => [...post.taken.values()];
  await expect.poll(taken, { timeout: 60_000 }).toEqual([1]);
  // It looks at the same mail, and has nothing to do.
  await other.close();
  accept(undefined);
  await one.close();
  expect(taken()).toEqual([1]);
  expect(await bank.registry.read((rows) => rows.unsentMails())).toEqual([]);
});
