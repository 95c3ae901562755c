import pg from "pg";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import { DatabaseError, databaseFaultOf, isFatal } from "./database-errors.ts";
import { Places } from "./places.ts";

/** Where the bank's database is. */
export interface DatabaseSettings {
  /** `host:port`, or the absolute path of a folder with a socket; the one that takes writes is found by asking. */
  readonly hosts: readonly [string, ...string[]];
  readonly name: string;
  readonly user: string;
  readonly password: string | null;
  /** PEM of the authorities of the servers' certificates; null: the connection isn't encrypted. */
  readonly ca: string | null;
  /** The most connections to a host; 10 without it. */
  readonly connections?: number;
  /** In place of the limits in milliseconds that a waiting customer sets. */
  readonly limits?: Partial<typeof customersLimits>;
}

/** In milliseconds: the customer at the kiosk waits for five seconds at most. */
const customersLimits = { connect: 1_500, query: 4_000, lock: 3_000, idleInTransaction: 30_000 };
const usualConnections = 10;

// int8 comes as text by default: "1" + 1 would be "11". A number that JavaScript can't hold was put in by tampering.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, wholeNumber);

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw Object.assign(new RangeError("The number is too large"), { code: "ERR_OUT_OF_RANGE" });
}

/**
 * Connections to the one host of several that takes writes, as Kysely's pool. `pg` knows one host: which one is asked
 * first is remembered here. A connection on which the server or the network failed is closed, and the next one is
 * looked for at the next host.
 */
export class HostsPool implements PostgresPool {
  readonly options: object = {};
  readonly #pools: readonly pg.Pool[];
  readonly #places: Places;
  readonly #connections: number;
  #current = 0;
  #failovers = 0;

  constructor(settings: DatabaseSettings) {
    this.#connections = settings.connections ?? usualConnections;
    // To wait for a free connection isn't to wait for the server.
    this.#places = new Places(this.#connections, settings.limits?.lock ?? customersLimits.lock);
    this.#pools = settings.hosts.map((host) => poolOf(host, settings));
  }

  /** How often another host was taken than before. */
  get failovers(): number {
    return this.#failovers;
  }

  /** Connections in use, and requests that wait for one. */
  get load(): { readonly used: number; readonly waiting: number } {
    return { used: this.#connections - this.#places.free, waiting: this.#places.waiting };
  }

  /** Throws `DatabaseError` where no host takes writes, `RegistryBusy` where no connection gets free. */
  async connect(): Promise<PostgresPoolClient> {
    await this.#places.take();
    try {
      return await this.#connect();
    } catch (error) {
      this.#places.giveBack();
      throw error;
    }
  }

  async #connect(): Promise<PostgresPoolClient> {
    let met: unknown = null;
    for (let tried = 0; tried < this.#pools.length; tried += 1) {
      const at = (this.#current + tried) % this.#pools.length;
      const pool = this.#pools[at];
      if (pool === undefined) continue;
      try {
        const client = await pool.connect();
        if (at !== this.#current) {
          this.#current = at;
          this.#failovers += 1;
        }
        return watched(client, () => {
          this.#places.giveBack();
        });
      } catch (error) {
        if (databaseFaultOf(error) === null) throw error;
        // That it is read-only says more than that another one is away.
        if (met === null || databaseFaultOf(error) === "database-read-only") met = error;
      }
    }
    throw new DatabaseError(databaseFaultOf(met) ?? "database-unavailable", met);
  }

  async end(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }
}

/** The client as Kysely uses it: closed instead of used again where a statement failed with its connection. */
function watched(client: pg.PoolClient, released: () => void): PostgresPoolClient {
  let failure: Error | undefined;
  return {
    query: async (text: string, parameters: unknown[]) => {
      // Not even the end of its transaction waits for an answer that won't come.
      if (failure !== undefined) throw failure;
      try {
        return await client.query(text, parameters);
      } catch (error) {
        if (isFatal(error) && error instanceof Error) failure = error;
        throw error;
      }
    },
    release: () => {
      client.release(failure);
      released();
    },
  } as unknown as PostgresPoolClient;
}

function poolOf(host: string, settings: DatabaseSettings): pg.Pool {
  const port = /:([0-9]{1,5})$/.exec(host);
  const limits = { ...customersLimits, ...settings.limits };
  const pool = new pg.Pool({
    host: port === null ? host : host.slice(0, -port[0].length),
    port: Number(port?.[1] ?? 5432),
    database: settings.name,
    user: settings.user,
    ...(settings.password !== null && { password: settings.password }),
    ...(settings.ca !== null && { ssl: { ca: settings.ca } }),
    max: settings.connections ?? usualConnections,
    connectionTimeoutMillis: limits.connect,
    query_timeout: limits.query,
    statement_timeout: limits.query,
    lock_timeout: limits.lock,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
    application_name: "otp-enrolment-service",
    keepAlive: true,
    types,
    verify: (client: pg.PoolClient, done: (error?: Error) => void) => {
      client
        .query<{ transaction_read_only: string }>("show transaction_read_only")
        .then(({ rows }) => {
          const isReadOnly = rows[0]?.transaction_read_only === "on";
          done(isReadOnly ? new DatabaseError("database-read-only") : undefined);
        }, done);
    },
  });
  // A connection that is lost while nobody uses it: the pool has dropped it already.
  pool.on("error", () => undefined);
  // One that is lost between two statements of a transaction: the next statement fails.
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
  });
  return pool;
}
