/**
 * Makes the database and the ring of keys of a bank's service, before it has started: a clock in the tests' hands, and
 * with the word `customers` those of a shared kiosk. The environment says where, as to the service itself.
 */
import { sql } from "kysely";
import { openServiceStores } from "../../main/compose/service-stores.ts";
import { loadServiceConfig } from "../../main/config/service-config.ts";
import { readServiceEnvironment } from "../../main/config/service-environment.ts";
import { sharedCustomers, newCustomer } from "./customers.ts";
import { registerIn } from "./register.ts";

const { configPath, ...place } = readServiceEnvironment(process.env);
const loaded = loadServiceConfig(configPath);
if (!loaded.ok) throw new Error(loaded.refusal.path);
const opened = await openServiceStores({ ...place, config: loaded.value }, "service");
if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
await using stores = opened.value;
const { network, registry } = stores;
// The service asks for `clock_timestamp()`: one in a schema that is searched before PostgreSQL's own answers.
const statements = [
  sql`create schema hand`,
  sql`create table hand.clock (ahead interval not null)`,
  sql`insert into hand.clock values ('0')`,
  sql`create function hand.clock_timestamp() returns timestamptz language sql volatile as
    'select pg_catalog.clock_timestamp() + ahead from hand.clock'`,
  sql`do $$ begin
    execute format('alter database %I set search_path = public, hand, pg_catalog', current_database());
  end $$`,
];
for (const statement of statements) await statement.execute(network.database);
if (process.argv.includes("customers")) {
  await registerIn(registry, newCustomer("taro", 0), sharedCustomers());
}
