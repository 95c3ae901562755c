/** Makes the registry and the keys of the data folder of the first argument, with as many of the day's customers as the second says. */
import { registerCustomers } from "../e2e/register.ts";
import { customerOf } from "./day-customers.ts";

const [dataDir = "", count = "0"] = process.argv.slice(2);
const customers = Array.from({ length: Number(count) }, (_, number) => ({
  ...customerOf(number),
  transferLimitYen: 300_000,
}));
await registerCustomers(dataDir, customerOf(0), customers);
