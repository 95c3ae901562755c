/** Somebody at the kiosk, and what they type. */
export interface DemoCustomer {
  readonly name: string;
  readonly loginId: string;
  readonly loginPassword: string;
  readonly confirmationPassword: string;
}

// The demo profile's customers, as build/docs/configuration.md documents them.

export const taro: DemoCustomer = {
  name: "福島 太郎",
  loginId: "taro0001",
  loginPassword: "tarologin1",
  confirmationPassword: "tarokaku1",
};

export const hanako: DemoCustomer = {
  name: "会津 花子",
  loginId: "hanako01",
  loginPassword: "hanalogin1",
  confirmationPassword: "hanakaku1",
};

export const jiro: DemoCustomer = {
  name: "磐城 次郎",
  loginId: "jiro0001",
  loginPassword: "jirologin1",
  confirmationPassword: "jirokaku1",
};

/** What a customer of a shared kiosk has of their own from the beginning: 太郎's limit or 花子's. */
export type Kind = "taro" | "hanako";

/** Customers of each kind in a shared kiosk's registry: more than a worker ever plays journeys. */
export const mostCustomers = 100;

/**
 * The customer of a shared kiosk who comes as the `number`th of their kind, and whom no journey before has met. What they
 * type is short: it is touched key by key. All names have one length, so that none contains another.
 */
export function newCustomer(kind: Kind, number: number): DemoCustomer {
  const twoDigits = String(number).padStart(2, "0");
  return {
    name: `${kind === "taro" ? "福島 太郎" : "会津 花子"}${twoDigits}`,
    loginId: `${kind === "taro" ? "t" : "h"}${twoDigits}`,
    ...{ loginPassword: "in1", confirmationPassword: "ok1" },
  };
}

/** A customer who is to be registered, with the limit that they begin with. */
export interface NewCustomer extends Pick<DemoCustomer, "name" | "loginId"> {
  readonly transferLimitYen: number;
}

const limits = { taro: 1_000_000, hanako: 100_000 } as const;

/** All customers of a shared kiosk. */
export function sharedCustomers(): readonly NewCustomer[] {
  return Array.from({ length: mostCustomers }, (_, number) =>
    (["taro", "hanako"] as const).map((kind) => ({
      ...newCustomer(kind, number),
      transferLimitYen: limits[kind],
    })),
  ).flat();
}
