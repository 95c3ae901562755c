/** Two of the demo profile's customers. */
export const people = {
  taro: { login: "tarologin1", confirmation: "tarokaku1", limit: 1_000_000 },
  hanako: { login: "hanalogin1", confirmation: "hanakaku1", limit: 100_000 },
} as const;
export type Name = keyof typeof people;

/** A code as it was sent: the time steps near the clock's whose code it is. */
export interface Code {
  readonly steps: readonly number[];
}
