/** Makes the registry and the keys of the data folder of the first argument, with the customers of a shared kiosk. */
import { mostCustomers, newCustomer } from "./customers.ts";
import { registerCustomers } from "./register.ts";

const [dataDir = ""] = process.argv.slice(2);
const limits = { taro: 1_000_000, hanako: 100_000 } as const;
const customers = Array.from({ length: mostCustomers }, (_, number) =>
  (["taro", "hanako"] as const).map((kind) => ({
    ...newCustomer(kind, number),
    transferLimitYen: limits[kind],
  })),
);
await registerCustomers(dataDir, newCustomer("taro", 0), customers.flat());
