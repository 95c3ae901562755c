import { handoverCommandsAt } from "../../command-line/handover-commands.ts";
import { keysCommandsAt } from "../../command-line/keys-commands.ts";
import { keysEscrowCommandsAt } from "../../command-line/keys-escrow-commands.ts";
import { staffCommandsAt } from "../../command-line/staff-commands.ts";
import type { Command, Ending } from "../../command-line/command.ts";
import { commandAdapters } from "../../compose/command-adapters.ts";
import { recoverServicesKeys } from "../../compose/service-commands.ts";
import type { ServicePlace } from "../../compose/service-place.ts";
import { openServiceStores } from "../../compose/service-stores.ts";
import type { ServiceStores } from "../../compose/service-stores.ts";
import { prepareKey } from "../../core/operations/upkeep/prepare-key.ts";
import { serviceEnded } from "./refusal-words.ts";

/* The commands of a kiosk of its own that a service has too. */

const ring = {
  ...{ name: "ring of keys", of: "service", ended: serviceEnded },
  async open(place: ServicePlace): Promise<Ending | ServiceStores> {
    const opened = await openServiceStores(place, "command");
    return opened.ok ? opened.value : serviceEnded(opened, String);
  },
};

export const staffCommands = staffCommandsAt<ServicePlace>({
  wrongTries: ({ config }) => config.core.lockout.wrongTries,
  async changed(place, change) {
    const opened = await openServiceStores(place, "command");
    if (!opened.ok) return serviceEnded(opened, String);
    await using stores = opened.value;
    const { registry, clock } = stores;
    return await change({ registry, clock, passwordHasher: commandAdapters.passwordHasher });
  },
});

const prepareHelp = `The key is made in this service's ring, and nothing is sealed under it before keys rotate takes it. Bring it to the other
services meanwhile, which go on serving: keys escrow FILE here, keys recover FILE there. keys list tells who has it. A
second keys prepare makes no other one. Row of the journal: keys-rotate, prepared.
`;

export const keysCommands: readonly Command<ServicePlace>[] = [
  ...keysCommandsAt<ServicePlace>(ring),
  {
    name: "keys prepare",
    does: "makes the key that the next rotation takes, to be brought to the other services first; also while they run",
    help: prepareHelp,
    async run(place: ServicePlace): Promise<Ending> {
      const opened = await ring.open(place);
      if ("exitCode" in opened) return opened;
      await using stores = opened;
      return serviceEnded(await prepareKey(stores), ({ keyId, isNew }) =>
        isNew ? `Made: the next key is ${keyId}.` : `There is a next key already: ${keyId}.`,
      );
    },
  },
  ...keysEscrowCommandsAt<ServicePlace>({
    ...ring,
    async recover(place, escrow, passphrase) {
      const recovered = await recoverServicesKeys(place, escrow, passphrase);
      return recovered.ok ? { known: recovered.value } : serviceEnded(recovered, String);
    },
  }),
];

export const handoverCommands = handoverCommandsAt<ServicePlace>({
  ...ring,
  issuer: ({ config }) => config.core.token.issuer,
});
