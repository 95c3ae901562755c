/** Makes the registry and the keys of the data folder of the first argument, with the customers of a shared kiosk. */
import { newCustomer, sharedCustomers } from "./customers.ts";
import { registerCustomers } from "./register.ts";

const [dataDir = ""] = process.argv.slice(2);
await registerCustomers(dataDir, newCustomer("taro", 0), sharedCustomers());
